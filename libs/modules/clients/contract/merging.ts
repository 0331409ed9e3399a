import { contract, idOf, instant, z } from '@kelp/kernel/contract';

const named = z.object({ id: z.uuid(), name: z.string() });
const preview = z.object({
  from: named,
  into: named,
  /** Names, or mail addresses of a contact, that the one that stays is known by too. */
  names: z.array(z.string()),
  /** Such as "2 tickets". */
  moves: z.array(z.string()),
  /** What is frozen and keeps the merged record's name. */
  stays: z.array(z.string()),
  /** Sentences that say why it cannot be done yet; none when it can. */
  blockers: z.array(z.string()),
});
export type MergePreview = z.output<typeof preview> & { portal?: 'moves' | 'ends' | null };

/** `id` becomes a part of `intoId`, which stays. */
const two = (noun: string) => z.object({ id: idOf(noun), intoId: idOf(noun) });

export const previewClientMerge = contract({
  name: 'client.merge_preview',
  input: two('client'),
  output: preview,
});
export const mergeClients = contract({
  name: 'client.merge',
  input: two('client'),
  output: z.object({ id: z.uuid() }),
});
export const previewContactMerge = contract({
  name: 'contact.merge_preview',
  input: two('contact'),
  /** What becomes of the merged one's access to the portal; null when there is none. */
  output: preview.extend({ portal: z.enum(['moves', 'ends']).nullable() }),
});
export const mergeContacts = contract({
  name: 'contact.merge',
  input: two('contact'),
  output: z.object({ id: z.uuid() }),
});

/** `id` was merged into another one. */
const one = (noun: string) => z.object({ id: idOf(noun) });
export const undoClientMerge = contract({
  name: 'client.undo_merge',
  input: one('client'),
  output: z.object({ id: z.uuid() }),
});
export const undoContactMerge = contract({
  name: 'contact.undo_merge',
  input: one('contact'),
  output: z.object({ id: z.uuid() }),
});

/** One that was merged into this one. */
export const mergedHere = z.object({
  id: z.uuid(),
  name: z.string(),
  mergedAt: instant,
  mergedBy: z.string(),
  /** Until when it can be undone; null once that is over. */
  undoUntil: instant.nullable(),
});
export type MergedHere = z.output<typeof mergedHere>;
