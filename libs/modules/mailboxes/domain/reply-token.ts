import { isShortSignature, shortSignature } from '@kelp/kernel';

const signatureLength = 12;
const token = /\+r([0-9a-z]{25})([0-9a-f]{12})@/i;
const maxLocalPart = 64;

/**
 * The address that brings an answer to its ticket whatever else a mail program changes: `support+r<ticket><signature>@host`. The plain
 * address when the longer one would not be valid any more (RFC 5321: 64 characters before the @).
 */
export function replyAddress(address: string, ticketId: string): string {
  const at = address.lastIndexOf('@');
  const ticket = BigInt(`0x${ticketId.replaceAll('-', '')}`)
    .toString(36)
    .padStart(25, '0');
  const local = `${address.slice(0, at)}+r${ticket}${shortSignature('reply', ticketId).slice(0, signatureLength)}`;
  return local.length > maxLocalPart ? address : local + address.slice(at);
}

/** The ticket that an address was made for; null for every other address, also one with a token that was not made here. */
export function ticketOfAddress(address: string): string | null {
  const [, ticket, signature] = token.exec(address.toLowerCase()) ?? [];
  if (!ticket || !signature) return null;
  const hex = [...ticket]
    .reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n)
    .toString(16)
    .padStart(32, '0');
  if (hex.length !== 32) return null;
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return isShortSignature('reply', id, signature, signatureLength) ? id : null;
}

/** `support+anything@host` is `support@host`. */
export const withoutPlus = (address: string): string => address.replace(/\+[^@]*@/, '@');
