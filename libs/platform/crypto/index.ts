import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** SHA-256 in hex: for tokens that are random already, never for passwords. */
export const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

/** A random token of `bytes` bytes in base64url. */
export const randomToken = (bytes = 32): string => randomBytes(bytes).toString('base64url');

/** Argon2id (OWASP settings: 19 MiB, 2 passes) of a password. */
export const hashPassword = (password: string): Promise<string> =>
  hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });

/** Whether the password fits the stored hash; false, never an error, for a broken hash. */
export const verifyPassword = (stored: string, password: string): Promise<boolean> =>
  verify(stored, password).catch(() => false);

/** A key for one purpose, derived from the installation's secret (HKDF, RFC 5869), in hex. */
export const deriveKey = (secret: string, purpose: string): string =>
  Buffer.from(hkdfSync('sha256', secret, 'kelp', purpose, 32)).toString('hex');

/** HMAC-SHA-256 in base64url. */
export const sign = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64url');

/** Constant-time comparison of two texts. */
export function isSame(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
