import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
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

/**
 * Encrypts a text (AES-256-GCM, a new nonce each time) under a key from `deriveKey`. `about` says what it belongs to (a tenant, a row):
 * copied elsewhere it opens no more.
 */
export function seal(key: string, text: string, about: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'hex'), nonce).setAAD(Buffer.from(about));
  const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64url')}`;
}

/** The text of a sealed one; null when it was sealed with another key, for something else, or was changed. */
export function unseal(key: string, sealed: string, about: string): string | null {
  try {
    const bytes = Buffer.from(sealed.replace(/^v1\./, ''), 'base64url');
    const cipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'hex'), bytes.subarray(0, 12));
    cipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
