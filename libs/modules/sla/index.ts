export * from './contract';
export * from './events';
export * from './domain/clock';
export * from './domain/explain-clock';
export * from './domain/fold-clocks';
export * from './domain/sla-fact';
export {
  aroundTheClock,
  clockNames,
  defaultSlaSettings,
  resolvePolicy,
  stopsClock,
  targetMilliseconds,
  usualDayMinutes,
  type ClockCalendar,
  type ClockName,
  type SlaPolicy,
  type SlaRule,
  type SlaSettings,
  type SlaTarget,
  type TargetUnit,
} from './domain/sla-policy';
export * from './domain/thresholds';
export { calendarTimeline, type CalendarEdition } from './domain/calendar-timeline';
export { refold, refoldTickets } from './refold';
export { nextOwnHours } from './own-hours';
export { slaModule } from './module';
export { businessCalendars, slaClocks, slaEscalations, slaFirings, slaPolicies } from './tables';
export { createSlaPolicyAction } from './actions/create-sla-policy';
export { assignSlaPolicyAction } from './actions/assign-sla-policy';
export { createBusinessCalendarAction } from './actions/create-business-calendar';
