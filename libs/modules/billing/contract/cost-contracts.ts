import { positivePrice, tradeDate } from '@kelp/catalog/contract';
import { abilities, contract, idOf, lineOfText, localDate, z } from '@kelp/kernel/contract';

/** Whose hours: a person's, those of everybody with a role alone, or everybody else's. */
export const costTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), userId: idOf('user') }),
  z.object({ kind: z.literal('role'), role: lineOfText() }),
  z.object({ kind: z.literal('default') }),
]);

const costRateCard = z.object({
  id: z.uuid(),
  target: z.object({ kind: z.enum(['person', 'role', 'default']), id: z.uuid().nullable(), name: z.string() }),
  currency: z.string(),
  /** Exact minor units an hour. */
  cost: z.string(),
  validFrom: localDate,
  validTo: localDate.nullable(),
  isCurrent: z.boolean(),
});
export type CostRateCard = z.output<typeof costRateCard>;

/** Cost rates of all dates: the default first, then roles, then people, the latest beginning first. */
export const listCostRates = contract({
  name: 'cost_rate.list',
  input: z.object({}),
  output: z.object({
    /** Of the workspace: the one in which new rates are set, and the only one that margins count. */
    currency: z.string(),
    rows: z.array(costRateCard),
    /** Whose hours a rate can be set for. */
    people: z.array(z.object({ id: z.uuid(), name: z.string() })),
    roles: z.array(z.string()),
    abilities,
  }),
});

/** Sets what an hour costs from a date (today in the workspace's zone), in the workspace's currency. */
export const setCostRate = contract({
  name: 'cost_rate.set',
  input: z.object({
    target: costTarget,
    /** Exact minor units an hour. */
    cost: positivePrice,
    validFrom: tradeDate.optional(),
  }),
  output: z.object({ id: z.uuid() }),
});

/** Takes a rate back; the one before it then holds until the next. */
export const removeCostRate = contract({
  name: 'cost_rate.remove',
  input: z.object({ id: idOf('cost rate') }),
  output: z.object({ id: z.uuid() }),
});
