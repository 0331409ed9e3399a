import { searchMention, withMention } from './mention-search';

const colleagues = [
  { id: '1', name: 'Mona Berg' },
  { id: '2', name: 'Tess Tran' },
  { id: '3', name: 'Tom Berg' },
];
const names = (typed: string) => searchMention(typed, typed.length, colleagues)?.found.map(({ name }) => name) ?? null;

it.each([
  ['@', ['Mona Berg', 'Tess Tran', 'Tom Berg']],
  ['Hello @t', ['Tess Tran', 'Tom Berg']],
  ['(@berg', ['Mona Berg', 'Tom Berg']],
  ['@mona b', ['Mona Berg']],
  ['@Mona Berg', null],
  ['amy@t', null],
  ['@x', null],
  ['no one', null],
])('%j offers %j', (typed, expected) => {
  expect(names(typed)).toEqual(expected);
});

it('puts the name in the place of what was typed', () => {
  const text = 'Ask @mo about it';
  const search = searchMention(text, 7, colleagues);
  expect(withMention(text, search?.at ?? 0, 7, 'Mona Berg')).toEqual({ text: 'Ask @Mona Berg about it', caret: 15 });
});
