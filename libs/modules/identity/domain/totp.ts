import { generateSecret, generateURI, verifySync } from 'otplib';

const stepSeconds = 30;

/** A new secret of 160 bits in base32 (RFC 6238). */
export const newTotpSecret = (): string => generateSecret();

/** What an authenticator app reads from the picture. */
export const totpAddress = (secret: string, workspace: string, email: string): string =>
  generateURI({ issuer: `Kelp ${workspace}`.replaceAll(':', ' '), label: email, secret });

/** A secret in groups of four, for people who type it in. */
export const inGroups = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

/**
 * The time step that this code belongs to; null when it is wrong. A clock may be 30 seconds off either way (RFC 6238 §5.2).
 * A step up to `lastStep` was used already and is wrong.
 */
export function stepOfCode(secret: string, code: string, now: Date, lastStep: bigint): bigint | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const found = verifySync({
    secret,
    token,
    epoch: Math.floor(now.getTime() / 1000),
    period: stepSeconds,
    epochTolerance: stepSeconds,
    afterTimeStep: Number(lastStep),
  });
  return found.valid && 'timeStep' in found ? BigInt(found.timeStep) : null;
}
