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
