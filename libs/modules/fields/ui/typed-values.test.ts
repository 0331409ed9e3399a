import { typedValue, typedValues } from './typed-values';

const field = (key: string, kind: 'number' | 'money' | 'url' | 'text') => ({
  key,
  kind,
  label: key,
  hint: '',
  options: [],
  isRequired: false,
});

it('turns what was typed into values, and leaves to the server what does not fit', () => {
  expect(typedValue(field('a', 'money'), '12.5', 'EUR')).toEqual({ amount: '1250', currency: 'EUR' });
  expect(typedValue(field('a', 'money'), '12 JPY', 'EUR')).toEqual({ amount: '12', currency: 'JPY' });
  expect(typedValue(field('a', 'money'), 'much', 'EUR')).toBe('much');
  expect(typedValue(field('a', 'number'), '1,000', 'EUR')).toBe('1000');
  expect(typedValue(field('a', 'url'), 'acme.test', 'EUR')).toBe('https://acme.test');
  expect(typedValue(field('a', 'number'), ' ', 'EUR')).toBeNull();
  expect(typedValue(field('a', 'text'), ' 12 ', 'EUR')).toBe(' 12 ');
});

it('leaves out what nobody touched, so that defaults hold, and sends what was emptied', () => {
  const fields = [field('a', 'number'), field('b', 'text'), field('c', 'text')];
  expect(typedValues(fields, { a: '7', c: '', gone: 1 }, 'USD')).toEqual({ a: '7', c: '' });
});
