import { moved } from './list-draft';

const rows = ['a', 'b', 'c'].map((key) => ({ key }));
const keys = (all: { key: string }[]) => all.map(({ key }) => key).join('');

it.each([
  ['b', 1, 'acb'],
  ['b', -1, 'bac'],
  ['a', -1, 'abc'],
  ['c', 1, 'abc'],
  ['x', 1, 'abc'],
] as const)('moves %s by %i to %s', (key, step, expected) => expect(keys(moved(rows, key, step))).toBe(expected));
