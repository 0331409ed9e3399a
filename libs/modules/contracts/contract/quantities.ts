import { tradeDate } from '@kelp/catalog/contract';
import { contract, idOf, instant, lineOfText, localDate, z } from '@kelp/kernel/contract';
import { countedNames, quantity } from './new-line';

/** How many a line counts from a date on. */
export const quantityCard = z.object({
  id: z.uuid(),
  onDate: localDate,
  quantity: z.string(),
  source: z.string(),
  names: z.array(z.string()),
  note: z.string(),
  recordedBy: z.string(),
  recordedAt: instant,
});
export type QuantityCard = z.output<typeof quantityCard>;

/**
 * Sets how many a line counts from a date on, until the next count. What is billed for days from there is settled by a line of its own on the
 * next invoice. The same `sourceRef` of the same day is the same count: a repeat is ignored.
 */
export const setQuantity = contract({
  name: 'contract.set_quantity',
  input: z.object({
    lineId: idOf('contract line'),
    from: tradeDate,
    quantity,
    /** Who counted: `person`, or the name of the directory or tool. */
    source: lineOfText(100).default('person'),
    sourceRef: lineOfText(200).optional(),
    names: countedNames.default([]),
    note: z.string().max(500).default(''),
  }),
  output: z.object({
    id: z.uuid(),
    /** False: this count was known already, and nothing was written. */
    isNew: z.boolean(),
    /** What held on that day before; null when nothing did. */
    before: z.string().nullable(),
  }),
});
