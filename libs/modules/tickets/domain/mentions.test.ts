import { mentionedIn } from './mentions';

const colleagues = [
  { id: 'mona', name: 'Mona Berg' },
  { id: 'mona-b', name: 'Mona Bergström' },
  { id: 'tess', name: 'Tess Tran' },
  { id: 'tess-2', name: 'Tess Tran' },
  { id: 'ana', name: 'Ana' },
  { id: 'blank', name: ' ' },
];
const mentioned = (text: string) => mentionedIn(text, colleagues).sort();

it.each([
  ['Please look, @Mona Berg.', ['mona']],
  ['@mona berg, and @ANA?', ['ana', 'mona']],
  ['(@Mona Bergström)', ['mona-b']],
  ['@Mona Bergström and @Mona Berg', ['mona', 'mona-b']],
  ['@Tess Tran', ['tess', 'tess-2']],
  ['mail to tess@Ana.example', []],
  ['@Anastasia', []],
  ['@Mona', []],
  ['Mona Berg', []],
  ['@ @  @@', []],
])('finds in %p: %p', (text, expected) => {
  expect(mentioned(text)).toEqual(expected);
});

it('is quick on a long text of signs', () => {
  expect(mentionedIn('@'.repeat(200_000), colleagues)).toEqual([]);
});
