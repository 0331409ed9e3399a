import fc from 'fast-check';
import { colorFor, tagColors } from './colors';
import { isSameName, tidyName } from './tag-name';

it('tidies a name once and for all, and tells names apart by letters only', () => {
  expect(tidyName('  Cafe\u0301   bar ')).toBe('Caf\u00e9 bar');
  expect(isSameName('VIP', ' vip ')).toBe(true);
  expect(isSameName('VIP', 'VIP 2')).toBe(false);
  fc.assert(
    fc.property(fc.string(), (name) => {
      expect(tidyName(tidyName(name))).toBe(tidyName(name));
    }),
  );
});

it('gives every name one of the colours, and the same name the same one', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      expect(tagColors).toContain(colorFor(name));
      expect(colorFor(name.toUpperCase().toLowerCase())).toBe(colorFor(name.toLowerCase()));
    }),
  );
});
