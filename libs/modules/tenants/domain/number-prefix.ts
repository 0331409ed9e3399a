import type { NumberKind } from '../contract/numbering';

const ofTickets = /^[A-Za-z]{1,6}-$/;
const ofPapers = /^([A-Za-z0-9._-]*[A-Za-z._-])?$/;

/**
 * Why a prefix cannot be used, or null. A ticket's is told from ordinary words, because people name tickets in mails, searches and notes; none ends
 * in a digit, so that no two numbers are written alike.
 */
export function prefixFault(kind: NumberKind, prefix: string): string | null {
  if (kind === 'ticket')
    return ofTickets.test(prefix)
      ? null
      : 'Give one to six letters and a hyphen, such as NS-, so that mails are found by it.';
  return ofPapers.test(prefix)
    ? null
    : 'Use letters, digits, hyphens, points and underscores, with no digit at the end, such as INV-2026-.';
}
