import { invalid } from '@kelp/std';

const pattern = /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+$/;

/** The address in lower case, null for none. Throws invalid when it is not an address. */
export function normalizeEmail(address: string | null | undefined): string | null {
  const text = address?.trim().toLowerCase();
  if (!text) return null;
  if (!pattern.test(text))
    throw invalid('This is not a mail address.', { email: 'Give an address such as amy@acme.test.' });
  return text;
}

/** The part after the @, empty when there is none. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
