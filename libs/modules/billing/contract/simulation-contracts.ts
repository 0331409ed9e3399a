import { positivePrice, tradeDate } from '@kelp/catalog/contract';
import { quantity, usagePricing } from '@kelp/contracts/contract';
import { contract, currencyCode, idOf, localDate, minorUnits, z } from '@kelp/kernel/contract';
import { reference } from './shapes';

const minutes = z.number().int().min(0).max(525_600);

/** Something that is not so: none of it is ever written. */
export const simulatedChange = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('service_price'),
    serviceId: idOf('service'),
    currency: currencyCode,
    /** Exact minor units. */
    price: positivePrice,
    /** Contract lines that sell the service get the price as well, whatever they have agreed. */
    changesContracts: z.boolean().default(true),
  }),
  z.object({
    kind: z.literal('line_terms'),
    lineId: idOf('contract line'),
    price: positivePrice.optional(),
    quantity: quantity.optional(),
    hourlyRate: positivePrice.optional(),
    /** How a quantity of usage becomes an amount. */
    pricing: usagePricing.optional(),
    includedMinutes: minutes.optional(),
    minimumMinutes: z.number().int().min(0).max(1440).optional(),
    incrementMinutes: z.number().int().min(1).max(1440).optional(),
    roundingScope: z.enum(['entry', 'ticket_day', 'line']).optional(),
    proration: z.enum(['actual', 'fixed_30', 'none']).optional(),
    countMethod: z.enum(['start', 'end', 'peak', 'daily']).optional(),
    rollover: z.enum(['none', 'carried_first', 'base_first']).optional(),
  }),
  z.object({
    kind: z.literal('line_add'),
    contractId: idOf('contract'),
    lineKind: z.enum(['fixed', 'seats', 'minimum']),
    serviceId: idOf('service'),
    price: positivePrice,
    quantity: quantity.default('1'),
  }),
  z.object({ kind: z.literal('line_end'), lineId: idOf('contract line'), on: tradeDate.optional() }),
]);
export type SimulatedChange = z.output<typeof simulatedChange>;

const changes = z.array(simulatedChange).min(1, 'Say what would change.').max(20);

const simulatedLine = z.object({ description: z.string(), quantity: z.string(), net: minorUnits });
const simulatedDocument = z.object({
  lines: z.array(simulatedLine),
  net: minorUnits,
  tax: minorUnits,
  total: minorUnits,
});

const nextInvoice = z.object({
  /** The day on which it falls due to be billed. */
  on: localDate,
  currency: z.string(),
  asIs: simulatedDocument.nullable(),
  wouldBe: simulatedDocument.nullable(),
});
export type SimulatedInvoice = z.output<typeof nextInvoice>;

/**
 * The next three invoices of a client as things are and as they would be, by the calculation that makes the invoices. Work and usage to
 * come are not guessed. Nothing is written and no number is used.
 */
export const simulateNext = contract({
  name: 'simulation.next',
  input: z.object({ clientId: idOf('client'), changes }),
  output: z.object({ client: reference, invoices: z.array(nextInvoice), problems: z.array(z.string()) }),
});

const replayRow = z.object({ client: reference, currency: z.string(), asIs: minorUnits, wouldBe: minorUnits });
export type ReplayRow = z.output<typeof replayRow>;

/**
 * The last twelve whole months worked out again from their work, usage, counts and contracts, as things are and as they would be, before
 * tax; up to 100 clients at a time. Hours carried over from before begin at nothing, and blocks bought before are full.
 */
export const simulateReplay = contract({
  name: 'simulation.replay',
  input: z.object({ changes, clientId: idOf('client').optional(), after: z.string().max(500).optional() }),
  output: z.object({
    from: localDate,
    /** The first day without. */
    to: localDate,
    zone: z.string(),
    /** Those whose invoices would differ. */
    rows: z.array(replayRow),
    /** Clients that were looked at on this page. */
    looked: z.number(),
    problems: z.array(z.string()),
    next: z.string().nullable(),
  }),
});
