/** The arithmetic of SLA clocks alone: pure functions over plain data, to be checked from outside. See docs/sla-arithmetic.md. */
export * from './domain/clock';
export * from './domain/explain-clock';
export * from './domain/fold-clocks';
export * from './domain/sla-fact';
export * from './domain/sla-policy';
export * from './domain/thresholds';
export { calendarTimeline, type CalendarEdition } from './domain/calendar-timeline';
