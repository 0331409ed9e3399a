import { percentText, tradeDate } from '@kelp/catalog/contract';
import { abilities, contract, currencyCode, idOf, lineOfText, localDate, minorUnits, z } from '@kelp/kernel/contract';

export const discountRepeats = z.enum(['every_invoice', 'once', 'until_used']);

const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('client'), id: idOf('client') }),
  z.object({ kind: z.literal('contract'), id: idOf('contract') }),
  z.object({ kind: z.literal('line'), id: idOf('contract line') }),
]);

const positiveAmount = minorUnits.refine((amount) => amount > 0n, 'Enter an amount above 0.');
const wholePercent = percentText.refine((text) => Number(text) > 0, 'Enter a percentage above 0.');

/** Exactly one of a percentage and an amount. */
const reduction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), percent: wholePercent, cap: positiveAmount.nullable().default(null) }),
  z.object({ kind: z.literal('amount'), amount: positiveAmount }),
]);

const facts = {
  name: lineOfText(),
  reduction,
  /** Of the amount or the cap; that of the contract when it is left out. */
  currency: currencyCode.optional(),
  /** Whether it takes from each line or from the sum of the lines it covers. */
  level: z.enum(['line', 'document']).default('document'),
  repeats: discountRepeats.default('every_invoice'),
  /** Somebody else pays it: tax stays on the full price. */
  isThirdPartyFunded: z.boolean().default(false),
  validFrom: tradeDate,
  /** The first day without it; null = until further notice. */
  validTo: tradeDate.nullable().default(null),
};

export const addDiscount = contract({
  name: 'discount.add',
  input: z.object({ target, ...facts }),
  output: z.object({ id: z.uuid() }),
});

/** An offer that anybody with the code has; redeeming it gives a client, contract or line a discount of its own. */
export const addOffer = contract({
  name: 'discount.add_offer',
  input: z.object({
    code: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9-]{3,40}$/, 'A code has 3 to 40 letters, digits and hyphens, such as SPRING-26.'),
    maxRedemptions: z.number().int().min(1).max(1_000_000).nullable().default(null),
    ...facts,
  }),
  output: z.object({ id: z.uuid() }),
});

export const redeemOffer = contract({
  name: 'discount.redeem',
  input: z.object({ code: z.string().trim().min(1, 'Enter the code.').max(40), target, from: tradeDate }),
  output: z.object({ id: z.uuid(), name: z.string() }),
});

/** Ends a discount on a day; what is on invoices stays. */
export const endDiscount = contract({
  name: 'discount.end',
  input: z.object({ id: idOf('discount'), version: z.number().int().optional(), validTo: tradeDate }),
  output: z.object({ id: z.uuid() }),
});

export const discountCard = z.object({
  id: z.uuid(),
  name: z.string(),
  target: z.object({ kind: z.enum(['client', 'contract', 'line']), name: z.string() }),
  level: z.enum(['line', 'document']),
  percent: z.string().nullable(),
  amount: minorUnits.nullable(),
  cap: minorUnits.nullable(),
  currency: z.string().nullable(),
  repeats: discountRepeats,
  isThirdPartyFunded: z.boolean(),
  validFrom: localDate,
  validTo: localDate.nullable(),
  /** Minor units on living invoices. */
  used: minorUnits,
  sentence: z.string(),
  version: z.number(),
});
export type DiscountCard = z.output<typeof discountCard>;

/** The discounts that touch a contract: its own, those of its lines, and those of its client. */
export const listDiscounts = contract({
  name: 'discount.list',
  input: z.object({ contractId: idOf('contract') }),
  output: z.object({ rows: z.array(discountCard), abilities }),
});

const redemption = z.object({
  id: z.uuid(),
  target: z.object({ kind: z.enum(['client', 'contract', 'line']), name: z.string() }),
  clientId: z.uuid().nullable(),
  contractId: z.uuid().nullable(),
  validFrom: localDate,
  /** Living invoices that it has reduced, and by how much; the currency is null for a percentage of a whole client, who may have several. */
  invoices: z.number(),
  used: minorUnits,
  currency: z.string().nullable(),
});

const offerCard = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  level: z.enum(['line', 'document']),
  percent: z.string().nullable(),
  amount: minorUnits.nullable(),
  cap: minorUnits.nullable(),
  currency: z.string().nullable(),
  repeats: discountRepeats,
  isThirdPartyFunded: z.boolean(),
  validFrom: localDate,
  validTo: localDate.nullable(),
  maxRedemptions: z.number().nullable(),
  state: z.enum(['planned', 'running', 'taken', 'ended']),
  version: z.number(),
  /** The latest first. */
  redemptions: z.array(redemption),
});
export type OfferCard = z.output<typeof offerCard>;

/** Offers with who has redeemed them and what invoices have used of that, the latest first. */
export const listOffers = contract({
  name: 'discount.offers',
  input: z.object({}),
  output: z.object({ rows: z.array(offerCard), currency: z.string(), today: localDate, abilities }),
});
