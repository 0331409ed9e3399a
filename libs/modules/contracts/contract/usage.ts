import { positivePrice, tradeDate } from '@kelp/catalog/contract';
import { abilities, contract, idOf, instant, lineOfText, localDate, pageOf, paging, z } from '@kelp/kernel/contract';

export const aggregate = z.enum(['sum', 'max', 'last', 'unique']);

/** An exact count of units as decimal text. */
const units = z.string().regex(/^\d{1,15}(\.\d{1,12})?$/, 'Give a number of units such as 100 or 2.5.');
const moreThanNone = units.refine((text) => Number(text) > 0, 'Enter more than 0.');

const tier = z.object({
  /** The last quantity of the tier; null = without an end. */
  upTo: moreThanNone.nullable(),
  /** Minor units for one unit. */
  unitPrice: positivePrice,
  /** Minor units, added once when the tier is entered. */
  flatFee: positivePrice.default('0'),
});

const always = {
  /** Units of a period that cost nothing. */
  included: units.default('0'),
  /** Minor units; the least that a period costs. */
  minimum: positivePrice.default('0'),
};
const tiers = z.array(tier).min(1, 'Enter at least one tier.').max(50);

/** How what a meter counts in a period becomes an amount; the whole period is priced at once, never its events. */
export const usagePricing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unit'), unitPrice: positivePrice, ...always }),
  z.object({ kind: z.literal('graduated'), tiers, feeAtZero: z.boolean().default(false), ...always }),
  z.object({ kind: z.literal('volume'), tiers, feeAtZero: z.boolean().default(false), ...always }),
  z.object({ kind: z.literal('package'), size: moreThanNone, price: positivePrice, ...always }),
  z.object({
    kind: z.literal('percentage'),
    percent: z.string().regex(/^\d{1,3}(\.\d{1,6})?$/, 'Give a percentage such as 12.5.'),
    ...always,
  }),
]);
export type UsagePricingTerms = z.output<typeof usagePricing>;

export const meterCard = z.object({
  id: z.uuid(),
  name: z.string(),
  unit: z.string(),
  aggregate,
  service: z.object({ id: z.uuid(), name: z.string() }),
  isActive: z.boolean(),
  version: z.number(),
});
export type MeterCard = z.output<typeof meterCard>;

/** What a line's meter counts in a period that is not over or was not long ago. */
export const usageOfPeriod = z.object({
  from: localDate,
  to: localDate,
  quantity: z.string(),
  events: z.number(),
});
export type UsageOfPeriod = z.output<typeof usageOfPeriod>;

export const createMeter = contract({
  name: 'meter.create',
  input: z.object({
    name: lineOfText(100),
    unit: lineOfText(40),
    aggregate,
    /** Names it, taxes it, and prices it where no contract line does. */
    serviceId: idOf('service'),
  }),
  output: z.object({ id: z.uuid() }),
});

/** A meter keeps its way of counting for good: bills were made with it. */
export const updateMeter = contract({
  name: 'meter.update',
  input: z.object({
    id: idOf('meter'),
    version: z.number().int().optional(),
    name: lineOfText(100).optional(),
    unit: lineOfText(40).optional(),
    serviceId: idOf('service').optional(),
    isActive: z.boolean().optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const listMeters = contract({
  name: 'meter.list',
  input: z.object({ includeInactive: z.boolean().default(false), ...paging }),
  output: pageOf(meterCard.extend({ events: z.number(), lastOn: localDate.nullable() })).extend({ abilities }),
});

export const getMeter = contract({
  name: 'meter.get',
  input: z.object({ id: idOf('meter') }),
  output: meterCard,
});

export const meterEventRow = z.object({
  id: z.uuid(),
  eventId: z.string(),
  client: z.object({ id: z.uuid(), name: z.string() }),
  workDate: localDate,
  quantity: z.string(),
  subject: z.string(),
  source: z.enum(['hand', 'paste', 'api']),
  recordedBy: z.string(),
  recordedAt: instant,
  isBilled: z.boolean(),
});
export type MeterEventRow = z.output<typeof meterEventRow>;

/** The events of a meter, the latest day first. */
export const listMeterEvents = contract({
  name: 'meter.events',
  input: z.object({ meterId: idOf('meter'), clientId: idOf('client').optional(), ...paging }),
  output: pageOf(meterEventRow).extend({ abilities }),
});

/** One row as it came: read leniently, so that a bad one does not hold back the others. */
const usageRow = z.object({
  /** Id or exact name. */
  client: z.string().max(300),
  /** The sender's own id of the event; left out, the row itself is its id. */
  eventId: z.string().max(300).default(''),
  /** The local day, such as 2026-11-30. */
  on: z.string().max(40).default(''),
  /** Or the instant; the client's zone decides the day. */
  at: z.string().max(40).default(''),
  quantity: z.string().max(60).default('1'),
  subject: z.string().max(400).default(''),
});
export type UsageRow = z.output<typeof usageRow>;

export const mostRowsAtOnce = 5000;

/**
 * Records what meters measured. An event id that is known to the meter is ignored and counted; a row that cannot be read is
 * told with its number (from 1) and holds back no other.
 */
export const recordUsage = contract({
  name: 'meter.record',
  input: z.object({
    id: idOf('meter'),
    source: z.enum(['hand', 'paste', 'api']).default('api'),
    rows: z
      .array(usageRow)
      .min(1, 'Send at least one row.')
      .max(mostRowsAtOnce, `Send at most ${mostRowsAtOnce} rows at once.`),
  }),
  output: z.object({
    written: z.number(),
    repeated: z.number(),
    bad: z.array(z.object({ row: z.number(), sentence: z.string() })),
  }),
});

/** Takes back an event that is on no invoice. */
export const removeUsage = contract({
  name: 'meter.remove_event',
  input: z.object({ id: idOf('usage event') }),
  output: z.object({ id: z.uuid() }),
});

/** Decides that usage which no contract line takes is billed at the price of the catalogue. */
export const billUsageAtCatalogue = contract({
  name: 'meter.bill_at_catalogue',
  input: z.object({ meterId: idOf('meter'), clientId: idOf('client'), until: tradeDate }),
  output: z.object({ events: z.number() }),
});
