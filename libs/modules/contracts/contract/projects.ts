import { percentText, positivePrice, tradeDate } from '@kelp/catalog/contract';
import { contract, idOf, lineOfText, localDate, minorUnits, z } from '@kelp/kernel/contract';

const aboveZero = (text: string) => Number(text) > 0;
const paidAmount = positivePrice.refine(aboveZero, 'Enter an amount above 0.');

/** What a milestone is worth; `rest` is all that the others leave of the price. */
const milestoneShare = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('amount'), amount: paidAmount }),
  z.object({ kind: z.literal('percent'), percent: percentText.refine(aboveZero, 'Enter a percentage above 0.') }),
  z.object({ kind: z.literal('rest') }),
]);

export const newMilestone = z.object({
  name: lineOfText(),
  share: milestoneShare,
  plannedOn: tradeDate.nullable().default(null),
});
export type NewMilestone = z.output<typeof newMilestone>;

export const newDeposit = z.object({
  /** Minor units before tax. */
  amount: paidAmount,
  /** The day from which it is billed. */
  dueOn: tradeDate,
  note: z.string().max(500).default(''),
});

/** The invoice that holds something of a project. */
const holder = z.object({ id: z.uuid(), name: z.string(), isDraft: z.boolean() });

export const milestoneCard = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(['amount', 'percent', 'rest']),
  percent: z.string().nullable(),
  /** What it is worth in minor units, as agreed today or as billed. */
  amount: minorUnits,
  plannedOn: localDate.nullable(),
  completedOn: localDate.nullable(),
  completedBy: z.string().nullable(),
  invoice: holder.nullable(),
});
export type MilestoneCard = z.output<typeof milestoneCard>;

export const depositCard = z.object({
  id: z.uuid(),
  amount: minorUnits,
  dueOn: localDate,
  note: z.string(),
  invoice: holder.nullable(),
  /** What invoices have taken off for it, and credit notes given back. */
  deducted: minorUnits,
});

/** How a project stands; amounts in minor units of the contract's currency. */
export const projectCard = z.object({
  billing: z.enum(['milestones', 'hourly']),
  milestones: z.array(milestoneCard),
  /** What of the price no milestone has; 0 for work by the hour. */
  unallocated: minorUnits,
  deposits: z.array(depositCard),
  /** What living invoices charge for milestones or work, less what credit notes took back. */
  charged: minorUnits,
  /** Minutes of work on it, billed or not. */
  workedMinutes: z.number(),
});
export type ProjectCard = z.output<typeof projectCard>;

/** The milestones of a project in their order, in place of those that there are; what is on an invoice stays as it is. */
export const setMilestones = contract({
  name: 'contract.set_milestones',
  input: z.object({
    lineId: idOf('contract line'),
    milestones: z.array(newMilestone.extend({ id: idOf('milestone').optional() })).max(100),
  }),
  output: z.object({ ids: z.array(z.uuid()), unallocated: minorUnits }),
});

/** Says that a milestone is reached on a day, from which it is due; null takes that back while no invoice holds it. */
export const completeMilestone = contract({
  name: 'contract.complete_milestone',
  input: z.object({ id: idOf('milestone'), completedOn: tradeDate.nullable() }),
  output: z.object({ id: z.uuid() }),
});

export const addDeposit = contract({
  name: 'contract.add_deposit',
  input: newDeposit.extend({ lineId: idOf('contract line') }),
  output: z.object({ id: z.uuid() }),
});

/** Takes back a deposit that no invoice holds. */
export const removeDeposit = contract({
  name: 'contract.remove_deposit',
  input: z.object({ id: idOf('deposit') }),
  output: z.object({ id: z.uuid() }),
});
