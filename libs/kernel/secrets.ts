import { deriveKey, isSame, seal, sign, unseal } from '@kelp/platform/crypto';
import { AppError } from '@kelp/std';

/** The installation's secret, and while it is being changed the one before it. */
let secrets: readonly string[] = [];

/** Gives this process the installation's secret, once, at start; with `former` what was sealed and signed under that one is read as well. */
export function useSecret(given: string, former?: string): void {
  secrets = former && former !== given ? [given, former] : [given];
}

/** The keys for a purpose, the one to write with first. */
function keysFor(purpose: string): string[] {
  if (secrets.length === 0) throw new Error('This process was not given the installation’s secret.');
  return secrets.map((secret) => deriveKey(secret, purpose));
}

const keyFor = (purpose: string): string => keysFor(purpose)[0] ?? '';

/** A password for another system, encrypted for this tenant with the installation's key. '' stays ''. */
export const sealPassword = (tenant: string, password: string): string =>
  password === '' ? '' : seal(keyFor('password'), password, tenant);

/**
 * The password again.
 * @throws AppError `password.unreadable` when it was sealed under another installation's secret.
 */
export function openPassword(tenant: string, sealed: string): string {
  if (sealed === '') return '';
  for (const key of keysFor('password')) {
    const password = unseal(key, sealed, tenant);
    if (password !== null) return password;
  }
  throw new AppError(
    'password.unreadable',
    409,
    'The stored password cannot be read, because the secret of this installation has changed. Enter the password again.',
  );
}

/** Whether a text looks like what `sealPassword` writes. */
export const isSealedText = (text: string): boolean => text.startsWith('v1.');

/** What to keep instead of a password sealed under the former secret: `current` needs nothing, `unreadable` opens with neither. */
export function resealPassword(
  tenant: string,
  sealed: string,
): { kind: 'current' | 'unreadable' } | { kind: 'resealed'; sealed: string } {
  const [now = '', ...before] = keysFor('password');
  if (unseal(now, sealed, tenant) !== null) return { kind: 'current' };
  for (const key of before) {
    const password = unseal(key, sealed, tenant);
    if (password !== null) return { kind: 'resealed', sealed: seal(now, password, tenant) };
  }
  return { kind: 'unreadable' };
}

const signatureLength = 20;
const shortened = (key: string, text: string): string =>
  Buffer.from(sign(key, text), 'base64url').toString('hex').slice(0, signatureLength);

/** A short signature in lower case letters and digits, which survives mail programs: 80 bits. */
export const shortSignature = (purpose: string, text: string): string => shortened(keyFor(purpose), text);

/** Every signature that counts as ours for this text: that of now first, while the secret is being changed the one before it too. */
export const shortSignatures = (purpose: string, text: string): string[] =>
  keysFor(purpose).map((key) => shortened(key, text));

/** Whether the signature, or its first `length` characters, was made here for this text. */
export const isShortSignature = (purpose: string, text: string, signature: string, length = signatureLength): boolean =>
  shortSignatures(purpose, text).some((right) => isSame(right.slice(0, length), signature));
