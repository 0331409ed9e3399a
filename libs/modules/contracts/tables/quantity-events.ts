import { bareTenantColumns, decimal, instant, json, localDate, text, uuid } from '@kelp/platform/db';

/**
 * How many a line counts from a date on; of several on one day the latest recorded holds. Written once, never changed. `names`
 * is the evidence: who or what was counted.
 */
export const quantityEvents = bareTenantColumns(
  'quantity_events',
  {
    id: uuid(),
    lineId: uuid(),
    onDate: localDate(),
    quantity: decimal(),
    /** Who says so: a person, a directory, a monitoring tool. */
    source: text(),
    /** The sender's own name for this count; a repeat is ignored. */
    sourceRef: text(),
    names: json<string[]>().withDefault(),
    note: text().withDefault(),
    recordedBy: text(),
    recordedAt: instant(),
  },
  { isAudited: false, noun: 'quantity' },
);
