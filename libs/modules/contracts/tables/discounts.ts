import {
  bareTenantColumns,
  bigint,
  boolean,
  decimal,
  integer,
  localDate,
  tenantColumns,
  text,
  uuid,
} from '@kelp/platform/db';

export type DiscountRepeats = 'every_invoice' | 'once' | 'until_used';

/** A reduction of exactly one of a client, a contract and a line; with a code it is an offer that has no target of its own. */
export const discounts = tenantColumns(
  'discounts',
  {
    name: text(),
    code: text().orNull(),
    /** The offer that was redeemed. */
    offerId: uuid().orNull(),
    clientId: uuid().orNull(),
    contractId: uuid().orNull(),
    lineId: uuid().orNull(),
    level: text<'line' | 'document'>(),
    /** A percentage as a percentage: `12.5` is 12.5 %. */
    percent: decimal().orNull(),
    /** Minor units of `currency`. */
    amount: bigint().orNull(),
    currency: text().orNull(),
    /** The most that a percentage takes from one invoice, minor units. */
    cap: bigint().orNull(),
    repeats: text<DiscountRepeats>(),
    isThirdPartyFunded: boolean().withDefault(),
    maxRedemptions: integer().orNull(),
    validFrom: localDate(),
    validTo: localDate().orNull(),
  },
  {
    conflicts: {
      discounts_code_once: 'There is already an offer with this code. Choose another one.',
      discounts_redeemed_once: 'This offer is redeemed here already.',
    },
  },
);

/** What a living invoice has used up of a discount. */
export const discountUses = bareTenantColumns(
  'discount_uses',
  { discountId: uuid(), invoiceId: uuid(), amount: bigint() },
  {
    isAudited: false,
    noun: 'use of a discount',
    conflicts: { discount_uses_within: 'This discount was used up by somebody else meanwhile. Run the billing again.' },
  },
);
