export * from './canned-texts';
export * from './checklists';
export * from './macros';
export * from './recurring-tickets';
export * from './ticket-templates';
