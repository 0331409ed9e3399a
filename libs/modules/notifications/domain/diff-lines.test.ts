import fc from 'fast-check';
import { diffLines, type DiffLine } from './diff-lines';

const part = (lines: readonly DiffLine[], other: DiffLine['kind']) =>
  lines
    .filter(({ kind }) => kind === 'same' || kind === other)
    .map(({ text }) => text)
    .join('\n');

it('keeps what is the same', () => {
  expect(diffLines('a\nb\nc', 'a\nx\nc')).toEqual([
    { kind: 'same', text: 'a' },
    { kind: 'removed', text: 'b' },
    { kind: 'added', text: 'x' },
    { kind: 'same', text: 'c' },
  ]);
});

it('gives both texts back, whatever they are, and no change for equal ones', () => {
  const text = fc.array(fc.constantFrom('a', 'b', '', 'ccc')).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after);
      expect(part(lines, 'removed')).toBe(before);
      expect(part(lines, 'added')).toBe(after);
      if (before === after) expect(lines.every(({ kind }) => kind === 'same')).toBe(true);
    }),
  );
});

it('does not compute for ever on huge texts', () => {
  const huge = Array.from({ length: 5_000 }, (_, index) => String(index)).join('\n');
  expect(diffLines(huge, `${huge}\n`)).toHaveLength(10_001);
});
