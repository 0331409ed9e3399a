import fc from 'fast-check';
import { findForeignNames, type BundleParty } from './foreign-names';

const acme: BundleParty = {
  key: 'acme',
  client: 'Acme Dental',
  domains: ['acme.test'],
  contacts: [
    { name: 'Amy Adams', email: 'amy@acme.test', isRequester: true },
    { name: 'Will Stone', email: null, isRequester: false },
  ],
  numbers: ['T-1', 'T-2'],
};
const bluefin: BundleParty = {
  key: 'bluefin',
  client: 'Bluefin Legal',
  domains: [],
  contacts: [{ name: 'Bo Berg', email: 'bo@bluefin.test', isRequester: true }],
  numbers: ['T-3'],
};
const found = (text: string, parties = [acme, bluefin]) => findForeignNames(text, parties).map((one) => one.text);

it.each([
  ['The line is cut.', []],
  ['ACME DENTAL is offline', ['ACME DENTAL']],
  ['Acme is offline', ['Acme']],
  ['the acme of tuning', []],
  ['Dear Amy,', ['Amy']],
  ['Dear Bo, a bow and a book', ['Bo']],
  ['will be back soon. Will it?', []],
  ['Will Stone called', ['Will Stone']],
  ['Write to amy@ACME.test', ['ACME.test', 'amy@ACME.test']],
  ['Subacme Dental and Acme Dentals', ['Acme']],
  ['Legal advice and dental care', []],
])('%s', (text, names) => expect(found(text)).toEqual(names));

it('names whose it is and whose readers would learn it', () => {
  expect(findForeignNames('Bo says hello', [acme, bluefin])).toEqual([
    { text: 'Bo', of: 'Bo Berg (Bluefin Legal)', readers: ['T-1', 'T-2'] },
  ]);
});

it('finds nothing when one client reads alone, and never fails on any text', () => {
  expect(found('Acme Dental and Amy Adams', [acme])).toEqual([]);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      expect(found(`${text} Acme Dental ${text}`)).toContain('Acme Dental');
    }),
  );
});
