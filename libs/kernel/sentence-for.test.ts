import { z } from 'zod';
import { forbiddenKeyIn, sentenceFor } from './sentence-for';

const schema = z.object({
  limit: z.number().int().min(1).max(200).optional(),
  sort: z.enum(['asc', 'desc']).optional(),
  email: z.email().optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  name: z.string().max(3).optional(),
  tags: z.array(z.string()).max(1).optional(),
  either: z.union([z.number(), z.boolean()]).optional(),
  told: z.string().min(1, 'Please fill this in.').optional(),
  must: z.string(),
});

function sentences(input: unknown): Record<string, string> {
  const parsed = schema.safeParse(input, { error: sentenceFor });
  return Object.fromEntries((parsed.error?.issues ?? []).map((issue) => [issue.path.join('.'), issue.message]));
}

it.each([
  [{ limit: 500 }, 'limit', 'Give at most 200 for “limit”.'],
  [{ limit: 0 }, 'limit', 'Give at least 1 for “limit”.'],
  [{ limit: 1.5 }, 'limit', 'Give a whole number for “limit”.'],
  [{ limit: 'x' }, 'limit', 'Give a number for “limit”.'],
  [{ sort: 'up' }, 'sort', 'Choose one of these for “sort”: asc, desc.'],
  [{ email: 'amy' }, 'email', 'Give an address such as amy@acme.test for “email”.'],
  [{ at: 'today' }, 'at', 'Give an instant such as 2026-11-30T09:00:00Z for “at”.'],
  [{ name: 'four' }, 'name', 'Give at most 3 characters for “name”.'],
  [{ tags: ['a', 'b'] }, 'tags', 'Give at most 1 of them for “tags”.'],
  [{ tags: [7] }, 'tags.0', 'Give a text for “tags › entry 1”.'],
  [{ either: 'you' }, 'either', 'The value of “either” is not right. Check its form.'],
  [{ told: '' }, 'told', 'Please fill this in.'],
  [{ must: undefined }, 'must', 'Please give “must”.'],
])('says what to give for %j', (input, path, sentence) => {
  expect(sentences({ must: 'x', ...input })).toEqual({ [path]: sentence });
});

it('names the whole input and keys that nobody knows', () => {
  expect(sentences('x')).toEqual({ '': 'Give an object for the input.' });
  const strict = z.strictObject({}).safeParse({ colour: 1 }, { error: sentenceFor });
  expect(strict.error?.issues[0]?.message).toBe('“colour” is not known here. Leave it out.');
});

it('finds a key that no record can have, however deep, and no other', () => {
  expect(forbiddenKeyIn(JSON.parse('{"custom": {"__proto__": "x"}}'))).toBe('custom.__proto__');
  expect(forbiddenKeyIn(JSON.parse('[{"a": [{"__proto__": 1}]}]'))).toBe('0.a.0.__proto__');
  expect(forbiddenKeyIn(JSON.parse('{"constructor": {"prototype": 1}, "a": null, "b": "__proto__"}'))).toBeUndefined();
});
