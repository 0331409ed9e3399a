import type { AddressObject, EmailAddress, HeaderLines, Headers, HeaderValue } from 'mailparser';

export interface MailAddress {
  /** The display name, '' when there is none. */
  name: string;
  /** Always lower case. */
  address: string;
}

const maxAddresses = 500;
const maxReferences = 200;
const maxHeaderText = 2_000;
const messageIdPattern = /<[^<>\s]{1,500}>/g;

/** The addresses of one header, groups resolved, without entries that carry no address. */
export function addressesIn(value: HeaderValue | undefined): MailAddress[] {
  const found: MailAddress[] = [];
  const take = (entry: EmailAddress): void => {
    if (found.length >= maxAddresses) return;
    if (entry.group) return entry.group.forEach(take);
    const address = (entry.address ?? '').trim().toLowerCase();
    if (!/^[^\s@<>]+@[^\s@<>]+$/.test(address) || address.length > 320) return;
    found.push({ name: oneLine(entry.name).slice(0, 200), address });
  };
  for (const part of Array.isArray(value) ? value : [value]) {
    if (isAddressObject(part)) part.value.forEach(take);
  }
  return found;
}

function isAddressObject(value: unknown): value is AddressObject {
  return typeof value === 'object' && value !== null && 'value' in value && Array.isArray(value.value);
}

/** The text of a header that carries plain text; '' when it is missing. Never longer than 2,000 characters. */
export function headerText(headers: Headers, name: string): string {
  const value = headers.get(name);
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? oneLine(first).slice(0, maxHeaderText) : '';
}

/** The raw value of a header as it stands in the message, unfolded; null when the message has no such header. */
export function rawHeader(lines: HeaderLines, name: string): string | null {
  const found = lines.find((line) => line.key === name);
  if (!found) return null;
  return oneLine(found.line.slice(found.line.indexOf(':') + 1)).slice(0, maxHeaderText);
}

/** All Message-IDs of a header in their order, each in angle brackets. The last 200 when there are more. */
export function messageIdsIn(lines: HeaderLines, name: string): string[] {
  const text = lines
    .filter((line) => line.key === name)
    .map((line) => line.line.slice(line.line.indexOf(':') + 1))
    .join(' ');
  const ids = text.match(messageIdPattern) ?? [];
  return [...new Set(ids)].slice(-maxReferences);
}

/**
 * The Message-ID in angle brackets. Ids that lack them (some scanners and scripts) get them, as long as the value is
 * one word; null for anything else, so that a broken header never becomes an identity.
 */
export function messageIdOf(lines: HeaderLines): string | null {
  const inBrackets = messageIdsIn(lines, 'message-id')[0];
  if (inBrackets) return inBrackets;
  const bare = rawHeader(lines, 'message-id') ?? '';
  return /^[^\s<>]{3,500}$/.test(bare) ? `<${bare}>` : null;
}

/** The Date header as an instant; null when it is missing or no date can be read from it. */
export function dateOf(lines: HeaderLines): Date | null {
  const value = rawHeader(lines, 'date');
  if (!value) return null;
  // A trailing comment such as "(CEST)" is legal (RFC 5322, 3.3) but not every engine reads it.
  const parsed = new Date(value.replace(/\s*\([^()]*\)\s*$/, ''));
  return Number.isNaN(parsed.getTime()) ? null : parsed;
}

// Control characters have no meaning in a header's text, and a line break in one would end it when it is sent on.
const controlCharacters = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** The text on one line: line breaks and control characters become one space, the ends are trimmed. */
export const oneLine = (text: string): string => text.replace(controlCharacters, ' ').trim();
