import { bareTenantColumns, bigint, instant, localDate, text, uuid } from '@kelp/platform/db';

/** Insert only. The net of a line that is earned over its service period. */
export const revenueSchedules = bareTenantColumns(
  'revenue_schedules',
  {
    id: uuid(),
    invoiceId: uuid(),
    lineId: uuid(),
    clientId: uuid(),
    currency: text(),
    amount: bigint(),
    serviceFrom: localDate(),
    serviceTo: localDate(),
  },
  { isAudited: false, noun: 'revenue schedule' },
);

/** Insert only. What a credit note or a void took out of a schedule (below zero), or gave back. */
export const revenueChanges = bareTenantColumns(
  'revenue_changes',
  {
    id: uuid(),
    scheduleId: uuid(),
    kind: text<'credit' | 'credit_void' | 'void'>(),
    documentId: uuid(),
    amount: bigint(),
  },
  { isAudited: false },
);

/** Insert only. What was earned by a day, less what was earned before. */
export const revenueRecognitions = bareTenantColumns(
  'revenue_recognitions',
  { id: uuid(), scheduleId: uuid(), asOf: localDate(), amount: bigint(), recognisedAt: instant() },
  { isAudited: false },
);

export const deferredRevenueTables = [revenueSchedules, revenueChanges, revenueRecognitions];
