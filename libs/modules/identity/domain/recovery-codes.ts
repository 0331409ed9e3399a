import { randomInt } from 'node:crypto';

/** No letters that look like digits. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789';
const perCode = 12;

/** Ten new codes such as `k7wm-2pqx-9rtd`: 59 bits each. */
export const makeRecoveryCodes = (): string[] =>
  Array.from({ length: 10 }, () =>
    Array.from({ length: perCode }, () => signs[randomInt(signs.length)])
      .join('')
      .replace(/(.{4})(?=.)/g, '$1-'),
  );

/** A code as typed, without spaces, dashes and capitals; null for what was never one. */
export function plainRecoveryCode(typed: string): string | null {
  const plain = typed.toLowerCase().replace(/[\s-]/g, '');
  return plain.length === perCode && [...plain].every((sign) => signs.includes(sign)) ? plain : null;
}
