import { z } from '@kelp/kernel/contract';
import { AppError } from '@kelp/std';
import type { Portal } from '../tables';
import { readNote, writeNote } from './signed-note';

const purpose = 'choice of a workspace';
const choice = z.object({
  portal: z.enum(['msp', 'client']),
  email: z.string(),
  accounts: z.array(z.object({ tenantId: z.uuid(), userId: z.uuid() })),
  until: z.number(),
});
type Choice = z.output<typeof choice> & { portal: Portal };

/** A signed note that the password was right in these workspaces. It carries no secret and is good until `until`. */
export const writeChoice = (secret: string, content: Choice): string => writeNote(secret, purpose, content);

/** The one answer for a step that comes too late or was never begun here. */
export const tooLate = () => new AppError('choice_expired', 401, 'That took a while. Please sign in again.');

/** Reads such a note. Throws when it is not ours or too old. */
export function readChoice(secret: string, token: string, now: Date): Choice {
  const found = readNote(secret, purpose, choice, token, now);
  if (!found) throw tooLate();
  return found;
}
