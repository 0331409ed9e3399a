import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { t, translator } from './i18n';

describe('translator', () => {
  const say = translator({
    hello: 'Hello {name}',
    rows: '{count} {count, plural, one {row} other {rows}} of {total}',
  });

  it('puts values in', () => {
    expect(say('hello', { name: 'dana' })).toBe('Hello dana');
  });

  it('chooses the plural form', () => {
    expect(say('rows', { count: 1, total: 9 })).toBe('1 row of 9');
    expect(say('rows', { count: 0, total: 9 })).toBe('0 rows of 9');
  });

  it('takes the form for a very number first, and placeholders inside a form', () => {
    const found = translator({
      hits: '{count, plural, =0 {Nothing} one {{name} alone} other {{shown} of them}}{more, plural, =0 {} other {, and {more}}}',
    });
    expect(found('hits', { count: 0, more: 0 })).toBe('Nothing');
    expect(found('hits', { count: 1, name: 'T-0042', more: 0 })).toBe('T-0042 alone');
    expect(found('hits', { count: 7, shown: 'All 7', more: 2 })).toBe('All 7 of them, and 2');
  });

  it('leaves no brace in any string of any room when every value is there', () => {
    const files = (readdirSync('libs', { recursive: true }) as string[])
      .filter((file) => /^(ui|modules\/\w+\/i18n)\/(en|de)\.json$/.test(file))
      .map((file) => join('libs', file));
    expect(files.length).toBeGreaterThan(10);
    const bad = files.flatMap((file) => {
      const table = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
      const say = translator(table);
      return Object.entries(table)
        .filter(([key, text]) => {
          const names = [...text.matchAll(/\{(\w+)[,}]/g)].map((part) => part[1] ?? '');
          return [0, 1, 7].some((count) => /[{}]/.test(say(key, Object.fromEntries(names.map((n) => [n, count])))));
        })
        .map(([key]) => `${file}: ${key}`);
    });
    expect(bad).toEqual([]);
  });

  it('shows a placeholder whose value is missing', () => {
    expect(say('hello')).toBe('Hello {name}');
  });

  it('does not read placeholders inside a value', () => {
    expect(say('rows', { count: 2, total: '{count}' })).toBe('2 rows of {count}');
  });

  it('knows the strings of the design system', () => {
    expect(t('list.selected', { count: 3 })).toBe('3 rows selected');
  });
});
