import { defineServerSlot } from '@kelp/kernel';

/** What the worked time is held against: the client, the service and the local date of the work. */
export interface PayingLineQuestion {
  clientId: string;
  serviceId: string;
  workDate: string;
}

/** Which contract line pays for time. Reasons are sentences for a person. */
export type PayingLine =
  | { kind: 'line'; lineId: string; lineName: string; reason: string }
  | { kind: 'catalogue'; reason: string }
  | { kind: 'ambiguous'; candidates: { id: string; name: string }[] }
  | { kind: 'none'; reason: string };

const nothingKnown: PayingLine = { kind: 'none', reason: 'No contract covers this work.' };

/** Asks the rooms that know contracts; the first answer that decides wins. */
export const payingLine = defineServerSlot<PayingLineQuestion, PayingLine>(
  'time.paying_line',
  (answers) => answers.find((answer) => answer.kind !== 'none') ?? answers[0] ?? nothingKnown,
);

/** Asks whether an entry may no longer change: a sentence why, or null. The first sentence wins. */
export const entryIsLocked = defineServerSlot<{ entryId: string }, string | null>(
  'time.entry_is_locked',
  (answers) => answers.find((answer) => answer !== null) ?? null,
);

/** Ids of a client's entries that may no longer change, for work on many at once. */
export const lockedEntriesOfClient = defineServerSlot<{ clientId: string }, string[]>(
  'time.locked_entries_of_client',
  (answers) => answers.flat(),
);
