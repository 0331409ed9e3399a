import { invalid } from '@kelp/std';
import { isRun } from './common-passwords';
import { isKnownPassword } from './known-passwords';

export const shortestPassword = 12;
export const longestPassword = 200;

/** What stands in the way of this password, one sentence a reason; empty when it is good. No signs are forced, length and surprise count. */
export function passwordFaults(
  password: string,
  person: { email?: string; name?: string } = {},
  shortest = shortestPassword,
): string[] {
  const faults: string[] = [];
  if (password.length < shortest)
    faults.push(
      `It has ${password.length} characters; take at least ${shortest}. A few words in a row are easy to keep.`,
    );
  if (password.length > longestPassword) faults.push(`It has more than ${longestPassword} characters.`);
  if (isKnownPassword(password)) {
    faults.push(
      'It is on the list of known and common passwords that are tried first, or one of them with little added.',
    );
  } else if (isRun(password)) {
    faults.push('It is one sign or a run of keys repeated.');
  }
  if (containsPerson(password, person)) faults.push('It contains your name or mail address.');
  return faults;
}

function containsPerson(password: string, { email = '', name = '' }: { email?: string; name?: string }): boolean {
  const text = password.toLowerCase();
  const parts = [email.toLowerCase(), email.split('@')[0]?.toLowerCase() ?? '', name.toLowerCase().replace(/\s+/g, '')];
  // A short first name inside a long passphrase is no weakness.
  return parts.some(
    (part) => part.length >= 5 && text.replace(/\s+/g, '').includes(part) && text.length < part.length + 8,
  );
}

/** Throws invalid with all reasons under the field `password`. */
export function checkPassword(
  password: string,
  person: { email?: string; name?: string } = {},
  shortest = shortestPassword,
): void {
  const faults = passwordFaults(password, person, shortest);
  if (faults.length > 0) throw invalid('Choose another password.', { password: faults.join('\n') });
}
