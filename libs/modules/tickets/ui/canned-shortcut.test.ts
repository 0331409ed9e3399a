import { shortcutBefore } from './canned-shortcut';

const texts = [
  { shortcut: ';thanks', of: 'me' },
  { shortcut: ';thanks', of: 'everyone' },
  { shortcut: ';thanks-2', of: 'everyone' },
];

it('finds the shortcut right before the caret, own ones first', () => {
  expect(shortcutBefore('Hello ;thanks', 13, texts)).toEqual({ start: 6, found: texts[0] });
  expect(shortcutBefore(';thanks-2 and more', 9, texts)?.found).toBe(texts[2]);
});

it.each([
  ['Hello ;thank', 12],
  ['Hello;thanks', 12],
  ['Hello ;thanks you', 17],
  ['', 0],
  ['Hello ;thanks', 6],
])('leaves %j alone', (text, caret) => expect(shortcutBefore(text, caret, texts)).toBeNull());
