import { defineServerSlot } from '@kelp/kernel';
import { laterDate, type LocalDate } from '@kelp/std';

/** Asks until when (first day not billed) a line is on invoices; null = nothing yet. What lies before can no longer change. */
export const billedUntil = defineServerSlot<{ lineId: string }, LocalDate | null>('contracts.billed_until', (answers) =>
  answers.reduce((latest, answer) => (latest && answer ? laterDate(latest, answer) : (latest ?? answer)), null),
);

/** Asks how many minutes the bucket or the prepaid blocks of these lines hold for work of a day, by line; billing knows what is used. */
export const minutesLeft = defineServerSlot<{ lineIds: string[]; workDate: LocalDate }, Record<string, string>>(
  'contracts.minutes_left',
  (answers) => Object.assign({}, ...answers) as Record<string, string>,
);

/** Asks which of these prepaid blocks are on an invoice, and on which: `invoice INV-7`, `a draft invoice`. */
export const lotsHeld = defineServerSlot<{ lotIds: string[] }, { lotId: string; invoice: string; isDraft: boolean }[]>(
  'contracts.lots_held',
  (answers) => answers.flat(),
);

/** A milestone or deposit on a living invoice: what it charges before discounts, of a deposit without what is credited, and what of it came off invoices. */
export interface ProjectHeld {
  id: string;
  amount: bigint;
  deducted: bigint;
  invoice: { id: string; name: string; isDraft: boolean };
}

/** Asks what living invoices hold of these projects: milestones and deposits, and what they charge for a project, by line. */
export const projectsHeld = defineServerSlot<
  { lineIds: string[] },
  { held: ProjectHeld[]; charged: Record<string, bigint> }
>('contracts.projects_held', (answers) => ({
  held: answers.flatMap(({ held }) => held),
  charged: Object.assign({}, ...answers.map(({ charged }) => charged)) as Record<string, bigint>,
}));

/** Asks which of these usage events are counted on an invoice; those can no longer be taken back. */
export const usageIsBilled = defineServerSlot<{ eventIds: string[] }, string[]>(
  'contracts.usage_is_billed',
  (answers) => [...new Set(answers.flat())],
);

/** Asks whether documents stand on a billing profile; then its currency stays. */
export const profileIsBilled = defineServerSlot<{ profileId: string }, boolean>(
  'contracts.profile_is_billed',
  (answers) => answers.some(Boolean),
);
