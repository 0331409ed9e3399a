import { z } from '@kelp/kernel/contract';
import { tooLate } from './choice';
import type { AttemptCounter } from './deps';
import { readNote, writeNote } from './signed-note';
import { unavailable } from '@kelp/std';

const purpose = 'second step of signing in';
const step = z.object({
  portal: z.enum(['msp', 'client']),
  tenantId: z.uuid(),
  userId: z.uuid(),
  email: z.string(),
  challenge: z.string(),
  until: z.number(),
});
export type Step = z.output<typeof step>;

/** A signed note that the first factor of this account was right. */
export const writeStep = (secret: string, content: Step): string => writeNote(secret, purpose, content);

/** Reads such a note. Throws choice_expired when it is not ours or too old. */
export function readStep(secret: string, note: string, now: Date): Step {
  const found = readNote(secret, purpose, step, note, now);
  if (!found) throw tooLate();
  return found;
}

/** Spends a passkey challenge: a second answer to the same one is refused, at whatever process it arrives. Throws choice_expired. */
export async function spendChallenge(counter: AttemptCounter, challenge: string): Promise<void> {
  const used = await counter.increment(`passkey-challenge:${challenge}`, { limit: 1, seconds: 600 }).catch(() => {
    throw unavailable('Signing in');
  });
  if (used.count > 1) throw tooLate();
}
