import { nextInTurn } from './next-in-turn';

const all = () => true;

it('gives everybody a turn in order, round and round', () => {
  const order = ['a', 'b', 'c'];
  const turns: (string | null)[] = [null];
  for (let n = 0; n < 4; n += 1) turns.push(nextInTurn(order, all, turns.at(-1) ?? null));
  expect(turns.slice(1)).toEqual(['a', 'b', 'c', 'a']);
});

it('passes over who is away, starts anew when the last one left, and knows when nobody is there', () => {
  expect(nextInTurn(['a', 'b', 'c'], (id) => id !== 'b', 'a')).toBe('c');
  expect(nextInTurn(['a', 'b'], all, 'gone')).toBe('a');
  expect(nextInTurn(['a', 'b'], () => false, 'a')).toBeNull();
  expect(nextInTurn([], all, null)).toBeNull();
  expect(nextInTurn(['a', 'b'], (id) => id === 'a', 'a')).toBe('a');
});
