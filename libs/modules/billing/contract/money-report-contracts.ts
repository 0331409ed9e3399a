import { contract, csvPage, idOf, instant, localDate, minorUnits, z } from '@kelp/kernel/contract';
import { movements, recurringKinds } from '../domain/recurring-revenue';
import { unbilledAges, unbilledKinds } from '../domain/unbilled-kinds';
import { reference } from './shapes';

/** What a report is true for. Local dates are of the workspace's zone. */
const stamp = { at: instant, zone: z.string() };

const between = { from: localDate.optional(), to: localDate.optional() };
const inOrder = ({ from, to }: { from?: string | undefined; to?: string | undefined }) => !from || !to || from < to;
const orderSentence = { message: 'The second day must lie after the first one.', path: ['to'] };

const clientMovement = z.object({
  client: reference,
  currency: z.string(),
  before: minorUnits,
  after: minorUnits,
  movement: z.enum(movements),
});
export type ClientMovement = z.output<typeof clientMovement>;

/**
 * What contracts are worth a month on two days (today and a month before), by client, and what moved between them. Prices as agreed,
 * before discounts and, where the contract has it so, with the tax in them. Work, usage and prepaid hours do not recur and are left out.
 */
export const readRecurringRevenue = contract({
  name: 'recurring_revenue.get',
  input: z.object(between).refine(inOrder, orderSentence),
  output: z.object({
    ...stamp,
    from: localDate,
    to: localDate,
    currencies: z.array(
      z.object({
        currency: z.string(),
        start: minorUnits,
        new: minorUnits,
        expansion: minorUnits,
        /** Below zero, like churn. */
        contraction: minorUnits,
        churn: minorUnits,
        end: minorUnits,
        /** On the first of each of the last twelve months, and on the last day. */
        months: z.array(z.object({ on: localDate, amount: minorUnits })),
      }),
    ),
    clients: z.array(clientMovement),
    /** Lines in service on the last day that do not recur. */
    uncounted: z.number(),
  }),
});
export type RecurringRevenue = z.output<typeof readRecurringRevenue.output>;

/** The contract lines behind a client's number. */
export const listRecurringLines = contract({
  name: 'recurring_revenue.lines',
  input: z
    .object({ ...between, clientId: idOf('client'), currency: z.string().optional() })
    .refine(inOrder, orderSentence),
  output: z.object({
    lines: z.array(
      z.object({
        id: z.uuid(),
        contract: reference,
        name: z.string(),
        kind: z.enum(recurringKinds),
        cycle: z.string(),
        currency: z.string(),
        before: minorUnits,
        after: minorUnits,
      }),
    ),
  }),
});

export const exportRecurringRevenue = contract({
  name: 'recurring_revenue.export',
  input: z.object({ ...between, after: z.string().max(500).optional() }).refine(inOrder, orderSentence),
  output: csvPage,
});

const span = { from: localDate, to: localDate };
const isSpan = ({ from, to }: { from: string; to: string }) => from < to;
const spanSentence = { message: 'The last day must not lie before the first one.', path: ['to'] };
export const marginGroup = z.enum(['client', 'contract']);

const marginSums = {
  currency: z.string(),
  revenue: minorUnits,
  /** Of the time that the lines bill, in `costCurrency`. */
  cost: minorUnits,
  /** Of work that nobody pays for, done in these days. */
  unpaidCost: minorUnits,
  /** Revenue less both costs; null where they are in another currency. */
  margin: minorUnits.nullable(),
  /** Of lines without time: nothing is known of what they cost. */
  revenueWithoutCost: minorUnits,
  minutes: z.number(),
  /** Of people without a cost rate on the day. */
  minutesWithoutRate: z.number(),
};
const marginRow = z.object({ client: reference, contract: reference.nullable(), ...marginSums });
export type MarginRow = z.output<typeof marginRow>;

/**
 * What final documents dated in the days from `from` up to but without `to` earned, less what the time on them cost by the rates of its
 * days. Credit notes count below zero. The time's cost comes with its revenue; work that nobody pays for counts on its day.
 */
export const readMargin = contract({
  name: 'margin.get',
  input: z.object({ ...span, by: marginGroup.default('client') }).refine(isSpan, spanSentence),
  output: z.object({
    ...stamp,
    costCurrency: z.string(),
    hasRates: z.boolean(),
    rows: z.array(marginRow),
    totals: z.array(z.object(marginSums)),
  }),
});

/** Lines, and work that nobody pays for, behind a row. Without a contract: those of the client that belong to none. */
export const listMarginLines = contract({
  name: 'margin.lines',
  input: z
    .object({
      ...span,
      clientId: idOf('client'),
      currency: z.string(),
      by: marginGroup.default('client'),
      contractId: idOf('contract').optional(),
    })
    .refine(isSpan, spanSentence),
  output: z.object({
    lines: z.array(
      z.object({
        id: z.uuid(),
        invoice: z.object({ id: z.uuid(), number: z.string() }),
        invoiceDate: localDate,
        description: z.string(),
        net: minorUnits,
        minutes: z.number(),
        minutesWithoutRate: z.number(),
        /** Null: no time stands behind the line. */
        cost: minorUnits.nullable(),
      }),
    ),
    unpaid: z.array(
      z.object({
        id: z.uuid(),
        workDate: localDate,
        person: z.string(),
        service: z.string(),
        ticketId: z.uuid().nullable(),
        minutes: z.number(),
        cost: minorUnits.nullable(),
      }),
    ),
    /** More than 1,000 of either: only the latest are listed. */
    isCut: z.boolean(),
  }),
});

export const exportMargin = contract({
  name: 'margin.export',
  input: z
    .object({ ...span, by: marginGroup.default('client'), after: z.string().max(500).optional() })
    .refine(isSpan, spanSentence),
  output: csvPage,
});

const unbilledSums = {
  currency: z.string(),
  approved: minorUnits,
  unapproved: minorUnits,
  usage: minorUnits,
  products: minorUnits,
  fees: minorUnits,
  total: minorUnits,
  days30: minorUnits,
  days60: minorUnits,
  days90: minorUnits,
  older: minorUnits,
  /** Billable minutes for which no price is known. */
  unpricedMinutes: z.number(),
};
const unbilledRow = z.object({ client: reference, ...unbilledSums });
export type UnbilledRow = z.output<typeof unbilledRow>;

/** What was delivered up to today and stands on no draft and no invoice, before tax, by the calculation that makes the invoices. */
export const readUnbilled = contract({
  name: 'unbilled.get',
  input: z.object({}),
  output: z.object({ ...stamp, on: localDate, rows: z.array(unbilledRow), totals: z.array(z.object(unbilledSums)) }),
});

/** What stands behind a number. */
export const listUnbilled = contract({
  name: 'unbilled.items',
  input: z.object({
    clientId: idOf('client'),
    currency: z.string().optional(),
    kind: z.enum(unbilledKinds).optional(),
    age: z.enum(unbilledAges).optional(),
  }),
  output: z.object({
    items: z.array(
      z.object({
        kind: z.enum(unbilledKinds),
        age: z.enum(unbilledAges),
        entryId: z.uuid().nullable(),
        contractId: z.uuid().nullable(),
        ticketId: z.uuid().nullable(),
        person: z.string().nullable(),
        description: z.string(),
        date: localDate,
        minutes: z.number(),
        currency: z.string(),
        amount: minorUnits.nullable(),
      }),
    ),
  }),
});
export type UnbilledItemCard = z.output<typeof listUnbilled.output>['items'][number];

export const exportUnbilled = contract({
  name: 'unbilled.export',
  input: z.object({ after: z.string().max(500).optional() }),
  output: csvPage,
});
