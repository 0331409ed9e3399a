import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const expectations: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  bigint: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  date: 'a date',
};

const formats: Record<string, string> = {
  email: 'an address such as amy@acme.test',
  url: 'an address such as https://acme.test',
  uuid: 'the id of a record',
  guid: 'the id of a record',
  datetime: 'an instant such as 2026-11-30T09:00:00Z',
  date: 'a date such as 2026-11-30',
  time: 'a time such as 09:00',
};

/** The field as the caller spelt it, the place in a list as people count; "the input" for the whole. */
function nameOf({ path = [] }: Issue): string {
  if (path.length === 0) return 'the input';
  const parts = path.map((part) => (typeof part === 'number' ? `entry ${part + 1}` : String(part)));
  return `“${parts.join(' › ')}”`;
}

const plural = (count: number | bigint, one: string): string => `${count} ${one}${Number(count) === 1 ? '' : 's'}`;

function limit(origin: string, bound: number | bigint): string {
  if (origin === 'string') return plural(bound, 'character');
  return ['array', 'set', 'map', 'file'].includes(origin) ? `${bound} of them` : String(bound);
}

type Sized = Extract<Issue, { code: 'too_small' | 'too_big' }>;

function size(issue: Sized, name: string): string {
  const isSmall = issue.code === 'too_small';
  const words = isSmall ? (['at least', 'more than'] as const) : (['at most', 'less than'] as const);
  const bound = isSmall ? issue.minimum : issue.maximum;
  return `Give ${words[issue.inclusive === false ? 1 : 0]} ${limit(issue.origin, bound)} for ${name}.`;
}

/**
 * The sentence for an issue whose contract has none of its own: what to give, and for which field. Nothing of the library's wording, and nothing of
 * the value that was sent, reaches a caller.
 */
export function sentenceFor(issue: Issue): string {
  const name = nameOf(issue);
  const said = issue as Issue & Record<string, unknown>;
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return `Please give ${name}.`;
      return `Give ${expectations[String(said['expected'])] ?? 'another value'} for ${name}.`;
    case 'too_small':
    case 'too_big':
      return size(issue, name);
    case 'not_multiple_of':
      return `Give a multiple of ${String(said['divisor'])} for ${name}.`;
    case 'invalid_format':
      return `Give ${formats[String(said['format'])] ?? 'a value of the right form'} for ${name}.`;
    case 'invalid_value':
      return `Choose one of these for ${name}: ${(said['values'] as unknown[]).map(String).join(', ')}.`;
    case 'unrecognized_keys':
      return `${(said['keys'] as string[]).map((key) => `“${key}”`).join(', ')} is not known here. Leave it out.`;
    default:
      return `The value of ${name} is not right. Check its form.`;
  }
}

/** Where JSON names a key that no record can have, as a path; undefined when it does not. */
export function forbiddenKeyIn(json: unknown, path: readonly string[] = []): string | undefined {
  if (typeof json !== 'object' || json === null || path.length > 20) return undefined;
  if (Object.hasOwn(json, '__proto__')) return [...path, '__proto__'].join('.');
  for (const [key, value] of Object.entries(json)) {
    const found = forbiddenKeyIn(value, [...path, key]);
    if (found) return found;
  }
  return undefined;
}
