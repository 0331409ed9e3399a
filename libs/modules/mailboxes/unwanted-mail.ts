import { defineServerSlot, type ReadCtx } from '@kelp/kernel';
import type { Participant } from './participants';

export type ThreadMail = 'reply' | 'colleague_reply' | 'will_close';

/** Asks the rooms that keep people's choices: which of these contacts do not want this mail of a ticket's thread. */
export const unwantedMail = defineServerSlot<{ contactIds: readonly string[]; kind: ThreadMail }, string[]>(
  'mail.unwanted',
  (answers) => answers.flat(),
);

/** Those who have not turned this kind of mail off. */
export async function wanting(ctx: ReadCtx, people: readonly Participant[], kind: ThreadMail): Promise<Participant[]> {
  const contactIds = people.flatMap(({ contactId }) => contactId ?? []);
  const unwanted = contactIds.length > 0 ? await ctx.askSlot(unwantedMail, { contactIds, kind }) : [];
  return people.filter(({ contactId }) => contactId === null || !unwanted.includes(contactId));
}
