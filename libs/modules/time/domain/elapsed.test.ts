import { elapsedText } from './elapsed';

it('counts like a stopwatch, and never backwards', () => {
  expect(elapsedText(0)).toBe('0:00:00');
  expect(elapsedText(59_999)).toBe('0:00:59');
  expect(elapsedText(3_725_000)).toBe('1:02:05');
  expect(elapsedText(-5)).toBe('0:00:00');
  expect(elapsedText(100 * 3_600_000)).toBe('100:00:00');
});
