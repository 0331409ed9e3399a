import type { CarriedMinutes } from '@kelp/std/pricing';
import { bareTenantColumns, decimal, integer, json, localDate, tenantColumns, text, uuid } from '@kelp/platform/db';

export type RolloverRule = 'none' | 'carried_first' | 'base_first';

/** A closed period of a bucket in minutes; available = included + rolled in, and available + overage = used + carried out + expired. */
export const bucketStates = bareTenantColumns(
  'bucket_states',
  {
    lineId: uuid(),
    periodFrom: localDate(),
    periodTo: localDate(),
    included: decimal(),
    rolledIn: decimal(),
    available: decimal(),
    used: decimal(),
    overage: decimal(),
    carriedOut: decimal(),
    expired: decimal(),
    /** What makes up `carriedOut`, by age. */
    carried: json<CarriedMinutes[]>().withDefault(),
    /** The invoice that closed the period. */
    invoiceId: uuid(),
    invoiceLineId: uuid(),
  },
  {
    isAudited: false,
    noun: 'period of a bucket',
    conflicts: { bucket_states_key: 'This period was closed by somebody else meanwhile. Reload and look again.' },
  },
);

/** A block of prepaid minutes; usable from `boughtOn` up to but without `expiresOn`. */
export const prepaidLots = tenantColumns(
  'prepaid_lots',
  {
    lineId: uuid(),
    minutes: integer(),
    /** Minor units for the whole block. */
    price: decimal(),
    boughtOn: localDate(),
    expiresOn: localDate().orNull(),
    note: text().withDefault(),
  },
  { noun: 'prepaid block' },
);

/** Minutes of a block that billed work has used; gone again with the invoice. */
export const lotUses = bareTenantColumns(
  'lot_uses',
  { lotId: uuid(), entryId: uuid(), minutes: integer(), invoiceId: uuid(), invoiceLineId: uuid() },
  {
    isAudited: false,
    noun: 'use of a prepaid block',
    conflicts: { lot_uses_within: 'These prepaid hours were used by somebody else meanwhile. Run the billing again.' },
  },
);
