export { EntryDialog } from '../ui/entry-dialog';
export { TicketTimePanel } from '../ui/ticket-time-panel';
export { TimeApprovalPage } from '../ui/time-approval-page';
export { noTime, TimeFields, timeInput, type TimeFieldsProps, type TimeValue } from '../ui/time-fields';
export { TimeSettingsPage } from '../ui/time-settings-page';
