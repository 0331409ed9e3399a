import { deriveKey, isSame, sign } from '@kelp/platform/crypto';
import { AppError } from '@kelp/std';
import { z } from '@kelp/kernel/contract';
import type { Portal } from '../tables';

const choice = z.object({
  portal: z.enum(['msp', 'client']),
  email: z.string(),
  accounts: z.array(z.object({ tenantId: z.uuid(), userId: z.uuid() })),
  until: z.number(),
});
type Choice = z.output<typeof choice> & { portal: Portal };

const keyOf = (secret: string) => deriveKey(secret, 'choice of a workspace');

/** A signed note that the password was right in these workspaces. It carries no secret and is good until `until`. */
export function writeChoice(secret: string, content: Choice): string {
  const body = Buffer.from(JSON.stringify(content)).toString('base64url');
  return `${body}.${sign(keyOf(secret), body)}`;
}

/** Reads such a note. Throws when it is not ours or too old. */
export function readChoice(secret: string, token: string, now: Date): Choice {
  const [body = '', signature = ''] = token.split('.');
  if (isSame(sign(keyOf(secret), body), signature)) {
    const found = choice.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
    if (found.until > now.getTime()) return found;
  }
  throw new AppError('choice_expired', 401, 'That took a while. Please sign in again.');
}
