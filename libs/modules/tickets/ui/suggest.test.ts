import { searchCanned, suggestionsAt } from './suggest';

const texts = [
  { id: '1', name: 'Thank you', shortcut: ';thanks' },
  { id: '2', name: 'Restart first', shortcut: ';restart' },
  { id: '3', name: 'Thermal paper', shortcut: ';paper' },
];
const ids = (text: string) => searchCanned(text, text.length, texts)?.found.map(({ id }) => id);

it('offers canned texts by shortcut and by name, from the semicolon on', () => {
  expect(ids(';')).toEqual(['1', '2', '3']);
  expect(ids('Hello ;th')).toEqual(['1', '3']);
  expect(ids('\n;restart')).toEqual(['2']);
  expect(searchCanned('Hello ;th', 9, texts)?.at).toBe(6);
});

it.each(['', 'a;th', 'one; two', ';nothing-of-it', ';Th x', 'const a = 1;'])('leaves %j alone', (text) => {
  expect(ids(text)).toBeUndefined();
});

it('offers colleagues after @ and never both', () => {
  const people = [{ id: 'm', name: 'Mona Meyer' }];
  expect(suggestionsAt('@mo', 3, people, texts)).toMatchObject({
    kind: 'mention',
    at: 0,
    found: [{ label: 'Mona Meyer' }],
  });
  expect(suggestionsAt(';th', 3, people, texts)).toMatchObject({ kind: 'canned' });
});
