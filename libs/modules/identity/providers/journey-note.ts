import { z } from '@kelp/kernel/contract';
import { deriveKey, seal, unseal } from '@kelp/platform/crypto';

const journey = z.object({
  tenantId: z.uuid(),
  providerId: z.uuid(),
  portal: z.enum(['msp', 'client']),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  until: z.number(),
  /** The signed-in person who connects an account. */
  linkUserId: z.uuid().nullable(),
  /** The secret of an invitation that this account is to take. */
  invitation: z.string().nullable(),
});
/** What a browser carries to the provider and back, in a cookie that only we can read: it binds the answer to who asked. */
export type Journey = z.output<typeof journey>;

const about = 'a sign-in by a provider';
const keyOf = (secret: string) => deriveKey(secret, about);

/** The content of that cookie. */
export const sealJourney = (secret: string, content: Journey): string =>
  seal(keyOf(secret), JSON.stringify(content), about);

/** It again; null when it is not ours or its time is over. */
export function openJourney(secret: string, sealed: string, now: Date): Journey | null {
  const text = sealed.length < 4000 ? unseal(keyOf(secret), sealed, about) : null;
  if (text === null) return null;
  const found = journey.parse(JSON.parse(text));
  return found.until > now.getTime() ? found : null;
}
