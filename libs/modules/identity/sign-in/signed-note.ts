import { deriveKey, isSame, sign } from '@kelp/platform/crypto';
import type { z } from '@kelp/kernel/contract';

const keyOf = (secret: string, purpose: string) => deriveKey(secret, purpose);

/** A signed note that a browser carries from one step of signing in to the next. It is readable, so it holds no secret. */
export function writeNote(secret: string, purpose: string, content: object): string {
  const body = Buffer.from(JSON.stringify(content)).toString('base64url');
  return `${body}.${sign(keyOf(secret, purpose), body)}`;
}

/** Such a note again; null when it is not ours, was made for something else, or its time (`until`) is over. */
export function readNote<S extends z.ZodType<{ until: number }>>(
  secret: string,
  purpose: string,
  schema: S,
  note: string,
  now: Date,
): z.output<S> | null {
  const [body = '', signature = ''] = note.split('.');
  if (!isSame(sign(keyOf(secret, purpose), body), signature)) return null;
  const found = schema.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  return found.until > now.getTime() ? found : null;
}
