import type { WorkRow } from '../contract';
import { drawMove, moveByStep, moveInto } from './reorder';

const row = (id: string, group: string, more: Partial<WorkRow> = {}) => ({
  kind: 'ticket',
  id,
  group,
  isPlaced: false,
  reason: 'hands' as WorkRow['reason'],
  ...more,
});
const [broken, a, b, c, d] = [
  row('broken', 'today', { reason: 'breached' }),
  row('a', 'today'),
  row('b', 'today'),
  row('c', 'week'),
  row('d', 'week'),
];
const rows = [broken, a, b, c, d];
const groups = ['today', 'week', 'later'];
const ids = (move: ReturnType<typeof moveByStep>) =>
  move && `${move.group}: ${move.items.map(({ id }) => id).join(' ')}`;

it('names what stands above, so that it stays there, but no broken promise', () => {
  expect(ids(moveInto(rows, 'today', [c], 'ticket b'))).toBe('today: a c');
  expect(ids(moveInto(rows, 'today', [c, d], null))).toBe('today: a b c d');
  expect(ids(moveInto(rows, 'later', [a], null))).toBe('later: a');
});

it('steps within a group and over its edges, and stops at the ends', () => {
  expect(ids(moveByStep(rows, groups, b, -1))).toBe('today: b');
  expect(ids(moveByStep(rows, groups, a, 1))).toBe('today: b a');
  expect(ids(moveByStep(rows, groups, b, 1))).toBe('week: b');
  expect(ids(moveByStep(rows, groups, c, -1))).toBe('today: a b c');
  expect(ids(moveByStep(rows, groups, d, 1))).toBe('later: d');
  expect(moveByStep(rows, groups, broken, -1)).toBeNull();
  expect(moveByStep([row('x', 'later')], groups, row('x', 'later'), 1)).toBeNull();
});

it('draws what the server will answer', () => {
  const drawn = drawMove(rows, groups, moveInto(rows, 'today', [d], 'ticket b'));
  expect(drawn.map(({ id, group }) => `${group} ${id}`)).toEqual([
    'today broken',
    'today a',
    'today d',
    'today b',
    'week c',
  ]);
});
