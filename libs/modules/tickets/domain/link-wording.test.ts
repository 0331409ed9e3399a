import fc from 'fast-check';
import { linkWording } from '../contract/relations';
import { readLink, storeLink } from './link-wording';

it('reads at each end what was said there, whoever said it', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), fc.constantFrom(...linkWording.options), (a, b, wording) => {
      fc.pre(a !== b);
      const link = storeLink(a, b, wording);
      expect(readLink(link, a)).toBe(wording);
      const back = readLink(link, b) as typeof wording;
      expect(storeLink(b, a, back)).toEqual(link);
    }),
  );
});
