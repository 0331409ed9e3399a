export { EntryDialog } from '../ui/entry-dialog';
export { TicketTimePanel } from '../ui/ticket-time-panel';
export { TimeApprovalPage } from '../ui/time-approval-page';
export { noTime, TimeFields, timeInput, type TimeFieldsProps, type TimeValue } from '../ui/time-fields';
export { TimeSettingsPage } from '../ui/time-settings-page';
export { TimerButton, TimerCardLine } from '../ui/timer-button';
export { Stopwatch, TimerSlot } from '../ui/timer-slot';
export { useStartTimer, useTimer } from '../ui/use-timer';
export { WorkSchedulesPage } from '../ui/work-schedules-page';
