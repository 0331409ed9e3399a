import { continueList, withMark, withoutPicture, withPictures, withQuote, type Selected } from './text-marks';

/** `|` marks the ends of the selection. */
function read(shown: string): Selected {
  const start = shown.indexOf('|');
  const end = shown.lastIndexOf('|');
  const isCaret = start === end;
  return { text: shown.replaceAll('|', ''), start, end: isCaret ? end : end - 1 };
}
const show = ({ text, start, end }: Selected) =>
  start === end
    ? `${text.slice(0, start)}|${text.slice(start)}`
    : `${text.slice(0, start)}|${text.slice(start, end)}|${text.slice(end)}`;

it.each([
  ['bold', 'a |b| c', 'a **|b|** c'],
  ['bold', 'a **|b|** c', 'a |b| c'],
  ['italic', '|x|', '_|x|_'],
  ['code', 'a|', 'a`|`'],
  ['link', 'see |this| now', 'see [this](https://|) now'],
  ['link', '|', '[|](https://)'],
  ['list', 'one\n|two\nthree|', 'one\n- |two\n- three|'],
  ['list', '- |two\n- three|', '|two\nthree|'],
  ['quote', '|said|', '> |said|'],
] as const)('%s turns %j into %j', (mark, before, after) => {
  expect(show(withMark(read(before), mark))).toBe(after);
});

it.each([
  ['- one|', '- one\n- |'],
  ['3. one|', '3. one\n4. |'],
  ['- one\n- |', '- one\n|'],
  ['  * deep| rest', '  * deep\n  * | rest'],
  ['plain|', null],
  ['-no|', null],
  ['- |a|', null],
])('Enter in %j gives %j', (before, after) => {
  const next = continueList(read(before));
  expect(next && show(next)).toBe(after);
});

it('quotes below what is there', () => {
  expect(withQuote('', 'a\nb')).toBe('> a\n> b\n\n');
  expect(withQuote('Hello\n', ' a ')).toBe('Hello\n\n> a\n\n');
});

it('puts pictures where the caret stands, and takes their marks away again', () => {
  const files = [{ type: 'image/png' }, { type: 'text/plain' }] as File[];
  const { text, start } = withPictures({ text: 'see here', start: 4, end: 8 }, files, ['a.png', 'b.txt']);
  expect([text, start]).toEqual(['see ![a.png]', 12]);
  expect(withoutPicture(text, 'a.png')).toBe('see ');
  expect(withPictures({ text: 'x', start: 0, end: 1 }, files.slice(1), ['b.txt']).text).toBe('x');
});
