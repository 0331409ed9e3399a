export * from './usage-price';
export * from './seat-count';
export * from './hour-bucket';
export * from './prepaid-lots';
export * from './commitments';
export * from './milestones';
