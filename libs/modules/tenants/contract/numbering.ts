import { contract, z } from '@kelp/kernel/contract';

/** What has business numbers of its own. */
export const numberKind = z.enum(['ticket', 'invoice', 'credit_note']);
export type NumberKind = z.output<typeof numberKind>;

export const mostDigits = 12;
const largestNext = 10 ** mostDigits - 1;

const numberSeries = z.object({
  kind: numberKind,
  prefix: z.string(),
  /** Digits that a number has at least; shorter ones begin with zeros. */
  padding: z.number(),
  /** The number that the next record gets. */
  next: z.number(),
  /** The highest number that a record has; null before the first. */
  last: z.number().nullable(),
  /** Papers are numbered without a gap: the next number is free until the first of them is issued. */
  mayChooseNext: z.boolean(),
  version: z.number(),
});
export type NumberSeries = z.output<typeof numberSeries>;

export const listNumberSeries = contract({
  name: 'numbering.list',
  input: z.object({}),
  output: z.object({ rows: z.array(numberSeries) }),
});

/** Counts for the records to come; those that are there keep the number that they have, as it is written. */
export const saveNumberSeries = contract({
  name: 'numbering.save',
  input: z.object({
    kind: numberKind,
    version: z.number().int(),
    prefix: z.string().trim().max(12, 'Use at most 12 characters before the number.'),
    padding: z.number().int().min(1).max(mostDigits, `Use at most ${mostDigits} digits.`),
    /** Left out: counting goes on. */
    next: z
      .number()
      .int()
      .min(1, 'Numbers begin at 1.')
      .max(largestNext, `Use at most ${mostDigits} digits.`)
      .optional(),
  }),
  output: numberSeries,
});
