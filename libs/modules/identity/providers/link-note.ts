import { z } from '@kelp/kernel/contract';
import { tooLate } from '../sign-in/choice';
import { readNote, writeNote } from '../sign-in/signed-note';

const purpose = 'connecting an account';
const note = z.object({ tenantId: z.uuid(), providerId: z.uuid(), userId: z.uuid(), until: z.number() });

/** A signed note that this signed-in and proved person may connect an account, good for five minutes. */
export const writeLinkNote = (secret: string, content: z.output<typeof note>): string =>
  writeNote(secret, purpose, content);

/** Whose note it is. Throws choice_expired when it is not ours, for another provider, or too old. */
export function readLinkNote(
  secret: string,
  text: string,
  wanted: { tenantId: string; providerId: string },
  now: Date,
): string {
  const found = readNote(secret, purpose, note, text, now);
  if (!found || found.tenantId !== wanted.tenantId || found.providerId !== wanted.providerId) throw tooLate();
  return found.userId;
}
