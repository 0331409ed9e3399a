import { defineServerSlot } from '@kelp/kernel';
import { laterDate, type LocalDate } from '@kelp/std';

/** Asks until when (first day not billed) a line is on invoices; null = nothing yet. What lies before can no longer change. */
export const billedUntil = defineServerSlot<{ lineId: string }, LocalDate | null>('contracts.billed_until', (answers) =>
  answers.reduce((latest, answer) => (latest && answer ? laterDate(latest, answer) : (latest ?? answer)), null),
);
