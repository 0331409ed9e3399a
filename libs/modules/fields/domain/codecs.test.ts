import fc from 'fast-check';
import { indexValue } from './index-value';
import { kinds, type FieldShape, type FieldValue, type Kind } from './kinds';
import { keyFor, withKeys } from './option-keys';
import { parseText } from './parse-text';
import { plainNumber, readValue } from './read-value';
import { valueWords } from './value-words';

const options = [
  { key: 'red', label: 'Red', isRetired: false },
  { key: 'dark_blue', label: 'Dark blue', isRetired: false },
  { key: 'old', label: 'Old', isRetired: true },
];
const field = (kind: Kind): FieldShape => ({
  key: 'f',
  label: 'F',
  kind,
  options: kind === 'select' || kind === 'multi_select' ? options : [],
});
const read = (kind: Kind, raw: unknown) => readValue(field(kind), raw);
const value = (kind: Kind, raw: unknown): FieldValue | undefined => {
  const reading = read(kind, raw);
  return 'value' in reading ? reading.value : undefined;
};
const id = '01900000-0000-7000-8000-000000000001';

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }), fc.integer({ min: 0, max: 999_999 }))
  .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(6, '0')}`);
const dates = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((at) => at.toISOString());
const arbitrary: Record<Kind, fc.Arbitrary<unknown>> = {
  text: fc.string({ maxLength: 300 }).filter((text) => !/[\u0000-\u001f]/.test(text) && text.trim() !== ''),
  long_text: fc.string({ minLength: 1 }).filter((text) => !text.includes('\u0000') && text.trim() !== ''),
  number: decimals,
  money: fc.record({
    amount: fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }).map(String),
    currency: fc.constantFrom('USD', 'JPY', 'KWD'),
  }),
  date: dates.map((text) => text.slice(0, 10)),
  date_time: dates,
  select: fc.constantFrom('red', 'dark_blue'),
  multi_select: fc.subarray(['red', 'dark_blue', 'old'], { minLength: 1 }),
  checkbox: fc.boolean(),
  url: fc.webUrl(),
  person: fc.uuid(),
  contact: fc.uuid(),
};

describe.each(kinds)('%s', (kind) => {
  it('reads what it stored as the same value, and indexes and words it', () => {
    fc.assert(
      fc.property(arbitrary[kind], (raw) => {
        const stored = value(kind, raw);
        expect(stored).toBeDefined();
        if (stored === undefined) return;
        expect(value(kind, JSON.parse(JSON.stringify(stored)))).toEqual(stored);
        for (const text of indexValue(kind, stored)) expect(Buffer.byteLength(text)).toBeLessThan(2400);
        expect(typeof valueWords(field(kind), stored)).toBe('string');
      }),
    );
  });

  it('never throws, whatever comes, and never stores what it was not given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (raw) => {
        const reading = read(kind, raw);
        if ('sentence' in reading) expect(reading.sentence).toMatch(/[A-Z].*\.$/);
        else expect(value(kind, reading.value)).toEqual(reading.value);
      }),
    );
  });
});

it('keeps the order of numbers, sums of a currency, and instants in the bytes of the index', () => {
  const order = (kind: Kind, a: unknown, b: unknown) => {
    const [one, other] = [value(kind, a), value(kind, b)].map((stored) =>
      Buffer.from(indexValue(kind, stored ?? '')[0] ?? ''),
    );
    return Math.sign(Buffer.compare(one ?? Buffer.of(), other ?? Buffer.of()));
  };
  const scaled = (text: string) => {
    const [whole = '', fraction = ''] = text.replace('-', '').split('.');
    return BigInt(whole + fraction.padEnd(6, '0')) * (text.startsWith('-') ? -1n : 1n);
  };
  const sign = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);
  fc.assert(fc.property(decimals, decimals, (a, b) => expect(order('number', a, b)).toBe(sign(scaled(a), scaled(b)))));
  const amounts = fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n });
  const usd = (amount: bigint) => ({ amount: String(amount), currency: 'USD' });
  fc.assert(fc.property(amounts, amounts, (a, b) => expect(order('money', usd(a), usd(b))).toBe(sign(a, b))));
  fc.assert(
    fc.property(dates, dates, (a, b) =>
      expect(order('date_time', a, b)).toBe(Math.sign(Date.parse(a) - Date.parse(b))),
    ),
  );
});

it.each([
  ['number', '12,5'],
  ['number', '1e5'],
  ['number', Number.NaN],
  ['number', '1'.repeat(16)],
  ['number', '0.1234567'],
  ['money', { amount: '1.5', currency: 'USD' }],
  ['money', { amount: '15', currency: 'XYZ' }],
  ['money', '15'],
  ['date', '2026-02-30'],
  ['date', '31.12.2026'],
  ['date_time', '2026-02-30T10:00:00Z'],
  ['date_time', '2026-03-01T10:00:00'],
  ['select', 'Red'],
  ['multi_select', ['red', 'green']],
  ['multi_select', 'red'],
  ['checkbox', 'true'],
  ['checkbox', 1],
  ['url', 'javascript:alert(1)'],
  ['url', 'acme.test'],
  ['text', 'two\nlines'],
  ['text', 'x'.repeat(301)],
  ['person', 'tess'],
] as [Kind, unknown][])('refuses %s %p with a sentence', (kind, raw) => {
  expect(read(kind, raw)).toEqual({ sentence: expect.stringMatching(/^[A-Z].+\.$/) });
});

it('stores numbers, instants and choices in one form', () => {
  expect(plainNumber('-007.500')).toBe('-7.5');
  expect(plainNumber('-0.0')).toBe('0');
  expect(value('number', 12.5)).toBe('12.5');
  expect(value('date_time', '2026-03-31T14:30+02:00')).toBe('2026-03-31T12:30:00.000Z');
  expect(value('multi_select', ['dark_blue', 'red', 'red'])).toEqual(['red', 'dark_blue']);
});

describe('the text of a file', () => {
  const context = {
    currency: 'EUR',
    find: (_kind: 'person' | 'contact', text: string) => (text === 'amy@acme.test' ? id : null),
  };
  const parse = (kind: Kind, text: string) => parseText(field(kind), text, context);

  it.each([
    ['text', ' PO-7 ', 'PO-7'],
    ['number', '1,234.50', '1234.5'],
    ['number', '-3', '-3'],
    ['money', '1,234.50', { amount: '123450', currency: 'EUR' }],
    ['money', 'USD 12', { amount: '1200', currency: 'USD' }],
    ['money', '1500 JPY', { amount: '1500', currency: 'JPY' }],
    ['date', '2026-03-31', '2026-03-31'],
    ['date_time', '2026-03-31 14:30', '2026-03-31T14:30:00.000Z'],
    ['select', 'dark BLUE', 'dark_blue'],
    ['multi_select', 'Red, dark_blue', ['red', 'dark_blue']],
    ['multi_select', 'Dark blue; Red', ['red', 'dark_blue']],
    ['checkbox', 'Yes', true],
    ['checkbox', '0', false],
    ['url', 'acme.test/x', 'https://acme.test/x'],
    ['contact', 'amy@acme.test', id],
    ['person', id, id],
  ] as [Kind, string, FieldValue][])('%s %p is %p', (kind, text, expected) => {
    expect(parse(kind, text)).toEqual({ value: expected });
  });

  it.each([
    ['number', '1.234,50'],
    ['money', '12.345'],
    ['money', 'twelve'],
    ['date', '03/04/2026'],
    ['select', 'Green'],
    ['multi_select', 'Red, Green'],
    ['checkbox', 'maybe'],
    ['contact', 'nobody@acme.test'],
  ] as [Kind, string][])('%s %p is refused with a sentence', (kind, text) => {
    expect(parse(kind, text)).toEqual({ sentence: expect.stringMatching(/\.$/) });
  });

  it('reads back what a value says in words, where words say all', () => {
    for (const kind of ['number', 'money', 'date', 'select', 'multi_select', 'checkbox'] as const) {
      fc.assert(
        fc.property(arbitrary[kind], (raw) => {
          const stored = value(kind, raw);
          if (stored === undefined || (typeof stored === 'object' && 'amount' in stored && stored.amount.length > 15))
            return;
          expect(parse(kind, valueWords(field(kind), stored))).toEqual({ value: stored });
        }),
      );
    }
  });

  it('is nothing for an empty cell', () => {
    for (const kind of kinds) expect(parse(kind, '  ')).toBeNull();
  });
});

it('makes keys from labels: unique, and fit for the database', () => {
  expect(keyFor('Größe (cm)', 'field')).toBe('gro_e_cm');
  expect(keyFor('Äpfel', 'field')).toBe('apfel');
  expect(keyFor('2nd line', 'field')).toBe('field_2nd_line');
  expect(keyFor('日本', 'field')).toBe('field');
  expect(
    withKeys([
      { label: 'A!', isRetired: false },
      { label: 'A?', isRetired: false },
    ]).map(({ key }) => key),
  ).toEqual(['a', 'a_2']);
  fc.assert(fc.property(fc.string(), (label) => expect(keyFor(label, 'field')).toMatch(/^[a-z][a-z0-9_]{0,39}$/)));
});
