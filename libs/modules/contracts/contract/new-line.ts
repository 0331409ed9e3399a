import { exactPrice, minuteTerms, positivePrice, roundingScope, tradeDate } from '@kelp/catalog/contract';
import { idOf, lineOfText, z } from '@kelp/kernel/contract';
import { newDeposit, newMilestone } from './projects';
import { usagePricing } from './usage';

export const timing = z.enum(['advance', 'arrears']);
export const proration = z.enum(['actual', 'fixed_30', 'none']);
export const countMethod = z.enum(['start', 'end', 'peak', 'daily']);

/** An exact quantity as decimal text: `40`, `2.5`. */
export const quantity = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'Give a number of units such as 40 or 2.5.');

/** The names behind a count, as a directory or a monitoring tool gives them. */
export const countedNames = z.array(lineOfText(200)).max(5000);

const lineBase = {
  serviceId: idOf('service'),
  /** The name of the service when it is left out. */
  name: lineOfText().optional(),
};

/** A service in a bundle and what part of the fee it stands for. */
const bundleMember = z.object({
  serviceId: idOf('service'),
  weight: quantity
    .refine((text) => Number(text) > 0, 'A part weighs more than 0.')
    .nullable()
    .default(null),
});

const fixedLine = z.object({
  kind: z.literal('fixed'),
  ...lineBase,
  price: exactPrice,
  quantity: quantity.default('1'),
  timing: timing.default('arrears'),
  proration: proration.default('actual'),
  /** Services whose time the fee includes. */
  includedServiceIds: z.array(idOf('service')).max(50).default([]),
  /** Services that the fee is shared over on invoices: all with a weight, or none, and then by the prices of the catalogue. */
  members: z.array(bundleMember).max(50).optional(),
});

const hourlyLine = z.object({
  kind: z.literal('hourly'),
  ...lineBase,
  /** Minor units an hour; null = the price of the service. */
  hourlyRate: positivePrice.nullable(),
  minimumMinutes: minuteTerms.minimumMinutes.default(0),
  incrementMinutes: minuteTerms.incrementMinutes.default(1),
  roundingScope: roundingScope.default('entry'),
});

/** Seats, devices, licences, products: a price for each, counted by dated quantities. */
const seatsLine = z.object({
  kind: z.literal('seats'),
  ...lineBase,
  /** Minor units for one and a period. */
  price: exactPrice,
  /** How many on the first day. */
  quantity,
  names: countedNames.default([]),
  countMethod: countMethod.default('daily'),
  timing: timing.default('arrears'),
  proration: proration.default('actual'),
});

/** A whole number of minutes up to a year of work around the clock. */
const bucketMinutes = z.number().int().min(0).max(525_600);
const workTerms = {
  minimumMinutes: minuteTerms.minimumMinutes.default(0),
  incrementMinutes: minuteTerms.incrementMinutes.default(1),
  roundingScope: roundingScope.default('entry'),
};

export const rolloverRule = z.enum(['none', 'carried_first', 'base_first']);

/** How much a minute of a service counts in a bucket. */
export const serviceWeight = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,4})?$/, 'Give a weight such as 1 or 1.5.')
  .refine((text) => Number(text) > 0, 'A minute counts more than 0.');

/** A service whose time a bucket takes, and how much a minute of it counts. */
const weightedService = z.object({
  serviceId: idOf('service'),
  weight: serviceWeight.default('1'),
});

/** A bucket of hours or retainer: a fee a period for so many minutes; what is used beyond is billed by the hour. */
const bucketLine = z.object({
  kind: z.literal('bucket'),
  ...lineBase,
  price: exactPrice,
  includedMinutes: bucketMinutes,
  proratesIncluded: z.boolean().default(false),
  rollover: rolloverRule.default('none'),
  /** How many periods unused minutes last; null = until used. */
  rolloverPeriods: z.number().int().min(1).max(1000).nullable().default(1),
  rolloverCap: bucketMinutes.nullable().default(null),
  /** Minor units an hour beyond the bucket. */
  hourlyRate: positivePrice,
  coveredServices: z.array(weightedService).min(1, 'Choose the services whose time it takes.').max(50),
  timing: timing.default('advance'),
  proration: proration.default('actual'),
  ...workTerms,
});

/** Prepaid time, sold in blocks; work without a block left is billed by the hour. */
const prepaidLine = z.object({
  kind: z.literal('prepaid'),
  ...lineBase,
  hourlyRate: positivePrice,
  coveredServices: z.array(weightedService).min(1, 'Choose the services whose time it takes.').max(50),
  ...workTerms,
});

/** What a meter counts in a whole period, by a table of prices. Its period is always priced whole, at the terms of its first day. */
const usageLine = z.object({
  kind: z.literal('usage'),
  ...lineBase,
  meterId: idOf('meter'),
  pricing: usagePricing,
  /** Whether a part of a period has only its part of the included units. */
  proratesIncluded: z.boolean().default(false),
});

/** The least that a contract costs in a period; what is missing to it is billed when the period has ended. */
const minimumLine = z.object({
  kind: z.literal('minimum'),
  ...lineBase,
  /** Minor units a period. */
  price: positivePrice,
  /** Whether a part of a period has only its part of the least amount. */
  prorates: z.boolean().default(false),
});

/** Work with a price or a budget of its own: paid by milestones, or by the hour. */
const projectLine = z.object({
  kind: z.literal('project'),
  ...lineBase,
  billing: z.enum(['milestones', 'hourly']),
  /** Minor units for the whole project: its price, or the budget of its work. */
  price: positivePrice.refine((text) => Number(text) > 0, 'Enter a price or budget above 0.'),
  /** Work by the hour never costs more than the budget. */
  isCapped: z.boolean().default(false),
  /** What its work is planned to take; null = nobody planned it. */
  plannedMinutes: bucketMinutes.min(1).nullable().default(null),
  /** Minor units an hour; null = the price of the service. */
  hourlyRate: positivePrice.nullable().default(null),
  ...workTerms,
  /** Services whose time it takes beside its own. */
  includedServiceIds: z.array(idOf('service')).max(50).default([]),
  /** The first day on which nobody works on it any more; null = open. */
  endsOn: tradeDate.nullable().default(null),
  milestones: z.array(newMilestone).max(100).default([]),
  deposits: z.array(newDeposit).max(20).default([]),
});

/** A line as it is typed in. Prices count minor units of the contract's currency. */
export const newLine = z.discriminatedUnion('kind', [
  fixedLine,
  hourlyLine,
  seatsLine,
  bucketLine,
  prepaidLine,
  usageLine,
  minimumLine,
  projectLine,
]);
export type NewLine = z.output<typeof newLine>;
