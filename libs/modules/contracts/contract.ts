import {
  exactPrice,
  minuteTerms,
  positivePrice,
  roundingScope,
  taxPointKind,
  taxRoundingKind,
  tradeDate,
} from '@kelp/catalog/contract';
import { countMethod, newLine, proration, quantity, rolloverRule, serviceWeight, timing } from './contract/new-line';
import { bucketStateCard, lotCard } from './contract/hours';
import { meterCard, usageOfPeriod, usagePricing } from './contract/usage';
import { rateRuleVersion } from './contract/rate-rules';
import { projectCard } from './contract/projects';
import { quantityCard } from './contract/quantities';

import {
  abilities,
  contract,
  currencyCode,
  idOf,
  lineOfText,
  localDate,
  longText,
  pageOf,
  paging,
  z,
} from '@kelp/kernel/contract';

export * from './contract/new-line';
export * from './contract/quantities';
export * from './contract/hours';
export * from './contract/projects';
export * from './contract/discounts';
export * from './contract/usage';
export * from './contract/rate-rules';
export * from './contract/purchase-orders';

export const contractStatus = z.enum(['draft', 'active', 'ended']);
export const billingCycle = z.enum([
  'weekly',
  'two_weekly',
  'four_weekly',
  'monthly',
  'quarterly',
  'half_yearly',
  'annual',
]);

const named = z.object({ id: z.uuid(), name: z.string() });

/** Where periods begin. `date` is the first day of the contract when it is left out. */
const anchor = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('day'),
    date: tradeDate.optional(),
    dayOfMonth: z.number().int().min(1).max(31).optional(),
  }),
  z.object({ kind: z.literal('last_day'), date: tradeDate.optional() }),
  z.object({ kind: z.literal('reference'), date: tradeDate }),
]);

export const createContract = contract({
  name: 'contract.create',
  input: z.object({
    clientId: idOf('client'),
    name: lineOfText(),
    /** The currency of the billing profile when it is left out. */
    currency: currencyCode.optional(),
    billingProfileId: idOf('billing profile').optional(),
    startsOn: tradeDate,
    /** The first day without service; null = until further notice. */
    endsOn: tradeDate.nullable().default(null),
    cycle: billingCycle.default('monthly'),
    anchor: anchor.default({ kind: 'day' }),
    leadDays: z.number().int().min(0).max(366).default(0),
    poNumber: z.string().max(100).default(''),
    /** Its prices have the tax in them. */
    pricesIncludeTax: z.boolean().optional(),
    isDraft: z.boolean().default(false),
    lines: z.array(newLine).max(100).default([]),
  }),
  output: z.object({ id: z.uuid(), lineIds: z.array(z.uuid()) }),
});

export const updateContract = contract({
  name: 'contract.update',
  input: z.object({
    id: idOf('contract'),
    version: z.number().int().optional(),
    name: lineOfText().optional(),
    poNumber: z.string().max(100).optional(),
    /** From the next invoice on; what is written stays. */
    pricesIncludeTax: z.boolean().optional(),
    leadDays: z.number().int().min(0).max(366).optional(),
    billingProfileId: idOf('billing profile').optional(),
    /** Only while it has no lines: what is priced in a currency stays in it. */
    currency: currencyCode.optional(),
    /** Puts a draft in force. */
    activate: z.literal(true).optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const addLine = contract({
  name: 'contract.add_line',
  input: z.object({
    contractId: idOf('contract'),
    /** First day of the line; that of the contract when it is left out. */
    startsOn: tradeDate.optional(),
    line: newLine,
  }),
  /** `warnings`: what is allowed and still worth a second look, such as a price that falls. */
  output: z.object({ id: z.uuid(), warnings: z.array(z.string()) }),
});

export const changeLine = contract({
  name: 'contract.change_line',
  input: z.object({
    lineId: idOf('contract line'),
    /** The first day of the new terms. */
    from: tradeDate,
    price: exactPrice.optional(),
    quantity: quantity.optional(),
    hourlyRate: positivePrice.nullable().optional(),
    minimumMinutes: minuteTerms.minimumMinutes.optional(),
    incrementMinutes: minuteTerms.incrementMinutes.optional(),
    roundingScope: roundingScope.optional(),
    /** Minutes that a bucket holds for each period, or that a project is planned to take. */
    includedMinutes: z.number().int().min(0).max(525_600).optional(),
    /** Whether the work of a project costs its budget at most. */
    isCapped: z.boolean().optional(),
    /** What usage costs; a period that has begun keeps its price. */
    pricing: usagePricing.optional(),
    proratesIncluded: z.boolean().optional(),
    /** What becomes of hours of a bucket that are not used, and how much a minute of a service counts, from this day on. */
    rollover: rolloverRule.optional(),
    rolloverPeriods: z.number().int().min(1).max(1000).nullable().optional(),
    rolloverCap: z.number().int().min(0).max(525_600).nullable().optional(),
    weights: z.record(z.uuid(), serviceWeight).optional(),
    note: z.string().max(500).default(''),
  }),
  output: z.object({
    contractId: z.uuid(),
    versionNumber: z.number(),
    validTo: localDate.nullable(),
    warnings: z.array(z.string()),
  }),
});

export const endLine = contract({
  name: 'contract.end_line',
  input: z.object({ lineId: idOf('contract line'), endsOn: tradeDate.nullable() }),
  output: z.object({ contractId: z.uuid() }),
});

export const endContract = contract({
  name: 'contract.end',
  input: z.object({
    id: idOf('contract'),
    /** The first day without service; null takes the end away. */
    endsOn: tradeDate.nullable(),
  }),
  output: z.object({ id: z.uuid(), status: contractStatus }),
});

export const deleteContract = contract({
  name: 'contract.delete',
  input: z.object({ id: idOf('contract') }),
  output: z.object({ id: z.uuid() }),
});

export const paymentTerms = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('on_receipt') }),
  z.object({ kind: z.literal('net'), days: z.number().int().min(0).max(365) }),
  z.object({ kind: z.literal('end_of_month'), days: z.number().int().min(0).max(365) }),
  z.object({ kind: z.literal('fixed_day'), dayOfMonth: z.number().int().min(1).max(31) }),
]);

const profile = z.object({
  id: z.uuid(),
  clientId: z.uuid(),
  name: z.string(),
  currency: z.string(),
  zone: z.string(),
  terms: paymentTerms,
  taxPlace: z.string(),
  /** Null: as the workspace has it. */
  taxPoint: taxPointKind.nullable(),
  taxRounding: taxRoundingKind.nullable(),
  requiresAddress: z.boolean(),
  address: z.string(),
  email: z.string().nullable(),
  isDefault: z.boolean(),
  version: z.number(),
});
export type BillingProfileCard = z.output<typeof profile>;

export const getBillingProfiles = contract({
  name: 'billing_profile.get',
  input: z.object({ clientId: idOf('client') }),
  output: z.object({
    profiles: z.array(profile),
    /** Of the client's default profile; without one that of the workspace. */
    currency: z.string(),
    abilities,
  }),
});

export const saveBillingProfile = contract({
  name: 'billing_profile.save',
  input: z.object({
    /** Left out: a new one. */
    id: idOf('billing profile').optional(),
    version: z.number().int().optional(),
    clientId: idOf('client'),
    name: lineOfText(100).optional(),
    currency: currencyCode.optional(),
    zone: z.string().max(64).optional(),
    terms: paymentTerms.optional(),
    taxPlace: lineOfText(60).optional(),
    taxPoint: taxPointKind.nullable().optional(),
    taxRounding: taxRoundingKind.nullable().optional(),
    requiresAddress: z.boolean().optional(),
    address: longText(1000).optional(),
    email: z.email('Give an address such as accounts@acme.test.').max(254).nullable().optional(),
    isDefault: z.literal(true).optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

const contractRow = z.object({
  id: z.uuid(),
  name: z.string(),
  client: named.nullable(),
  currency: z.string(),
  status: contractStatus,
  startsOn: localDate,
  endsOn: localDate.nullable(),
  cycle: billingCycle,
  lineCount: z.number(),
});
export type ContractRow = z.output<typeof contractRow>;

export const listContracts = contract({
  name: 'contract.list',
  input: z.object({
    clientId: idOf('client').optional(),
    status: contractStatus.optional(),
    search: z.string().max(200).optional(),
    ...paging,
  }),
  output: pageOf(contractRow).extend({ abilities }),
});

const terms = z.object({
  id: z.uuid(),
  versionNumber: z.number(),
  validFrom: localDate,
  validTo: localDate.nullable(),
  price: z.string().nullable(),
  quantity: z.string().nullable(),
  hourlyRate: z.string().nullable(),
  minimumMinutes: z.number().nullable(),
  incrementMinutes: z.number().nullable(),
  roundingScope: roundingScope.nullable(),
  includedMinutes: z.string().nullable(),
  proratesIncluded: z.boolean(),
  rollover: rolloverRule.nullable(),
  rolloverPeriods: z.number().nullable(),
  rolloverCap: z.string().nullable(),
  pricing: usagePricing.nullable(),
  isCapped: z.boolean(),
  /** Weights agreed later than the line, by service; null = those of the line. */
  weights: z.record(z.string(), z.string()).nullable(),
});
export type LineTerms = z.output<typeof terms>;

const line = z.object({
  id: z.uuid(),
  kind: z.enum(['fixed', 'hourly', 'usage', 'bucket', 'prepaid', 'seats', 'minimum', 'project']),
  service: named,
  name: z.string(),
  position: z.number(),
  timing,
  proration,
  startsOn: localDate,
  endsOn: localDate.nullable(),
  countMethod: countMethod.nullable(),
  /** How many it counts and since when, the earliest first; empty for lines that do not count. */
  quantities: z.array(quantityCard),
  /** The closed periods of a bucket, the latest first, at most twelve. */
  bucketStates: z.array(bucketStateCard),
  /** The blocks of a prepaid line, the latest first. */
  lots: z.array(lotCard),
  /** Minutes left today in the bucket or the blocks; null for other lines. */
  minutesLeft: z.string().nullable(),
  /** Services that the fee is shared over on invoices, in order. */
  members: z.array(named.extend({ weight: z.string().nullable() })),
  /** What it counts; null for lines without a meter. */
  meter: meterCard.nullable(),
  /** What the meter counts in the period of today and the two before, the latest first. */
  usage: z.array(usageOfPeriod),
  /** Milestones, deposits and what is charged; null for lines that are no projects. */
  project: projectCard.nullable(),
  /** Services whose time the line takes. */
  coveredServices: z.array(named.extend({ weight: z.string() })),
  sentence: z.string(),
  /** Id of the terms in force today; null before the first and after the last day. */
  termsInForce: z.uuid().nullable(),
  /** Earliest first. */
  terms: z.array(terms),
});
export type ContractLineCard = z.output<typeof line>;

export const getContract = contract({
  name: 'contract.get',
  input: z.object({ id: idOf('contract') }),
  output: contractRow.extend({
    billingProfile: named.nullable(),
    anchor: z.object({
      kind: z.enum(['day', 'last_day', 'reference']),
      date: localDate,
      dayOfMonth: z.number().nullable(),
    }),
    leadDays: z.number(),
    poNumber: z.string(),
    pricesIncludeTax: z.boolean(),
    version: z.number(),
    /** What the contract says, in plain sentences made from its settings. */
    sentences: z.array(z.string()),
    lines: z.array(line),
    versions: z.array(
      z.object({
        id: z.uuid(),
        number: z.number(),
        validFrom: localDate,
        validTo: localDate.nullable(),
        note: z.string(),
      }),
    ),
    /** Special hourly rates of all dates, in order. */
    rateRules: z.array(rateRuleVersion),
    today: localDate,
    abilities,
  }),
});
export type ContractCard = z.output<typeof getContract.output>;
