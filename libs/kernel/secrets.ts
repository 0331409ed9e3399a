import { deriveKey, isSame, seal, sign, unseal } from '@kelp/platform/crypto';
import { AppError } from '@kelp/std';

let secret: string | undefined;

/** Gives this process the installation's secret; once, at start. */
export function useSecret(given: string): void {
  secret = given;
}

function keyFor(purpose: string): string {
  if (!secret) throw new Error('This process was not given the installation’s secret.');
  return deriveKey(secret, purpose);
}

/** A password for another system, encrypted for this tenant with the installation's key. '' stays ''. */
export const sealPassword = (tenant: string, password: string): string =>
  password === '' ? '' : seal(keyFor('password'), password, tenant);

/**
 * The password again.
 * @throws AppError `password.unreadable` when it was sealed under another installation's secret.
 */
export function openPassword(tenant: string, sealed: string): string {
  if (sealed === '') return '';
  const password = unseal(keyFor('password'), sealed, tenant);
  if (password === null)
    throw new AppError(
      'password.unreadable',
      409,
      'The stored password cannot be read, because the secret of this installation has changed. Enter the password again.',
    );
  return password;
}

/** A short signature in lower case letters and digits, which survives mail programs: 80 bits. */
export function shortSignature(purpose: string, text: string): string {
  const hex = Buffer.from(sign(keyFor(purpose), text), 'base64url').toString('hex');
  return hex.slice(0, 20);
}

/** Whether the signature was made here for this text. */
export const isShortSignature = (purpose: string, text: string, signature: string): boolean =>
  isSame(shortSignature(purpose, text), signature);
