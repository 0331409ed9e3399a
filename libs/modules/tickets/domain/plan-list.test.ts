import { planList } from './plan-list';

const existing = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
const plan = (items: { id?: string; name: string }[], removed: { id: string; replacementId?: string | null }[] = []) =>
  planList(existing, items, removed, 'status');
const all = [
  { id: 'a', name: 'A' },
  { id: 'b', name: 'B' },
  { id: 'c', name: 'C' },
];

it('keeps the order given, adds what has no id, removes what is named', () => {
  const result = plan(
    [{ id: 'c', name: 'C' }, { name: 'New' }, { id: 'a', name: 'A' }],
    [{ id: 'b', replacementId: 'a' }],
  );
  expect(result.kept.map(({ id, position }) => [id, position])).toEqual([
    ['c', 0],
    ['a', 2],
  ]);
  expect(result.added).toEqual([{ name: 'New', position: 1 }]);
  expect(result.removed).toEqual([{ id: 'b', replacementId: 'a' }]);
});

it.each([
  ['an entry that somebody added meanwhile would be lost', all.slice(0, 2), [], 'list.changed'],
  ['an id of nowhere', [...all, { id: 'x', name: 'X' }], [], 'not_found'],
  ['an entry twice', [...all, { id: 'a', name: 'Again' }], [], 'invalid'],
  ['kept and removed at once', all, [{ id: 'a' }], 'invalid'],
  ['two of one name, in another case', [...all, { name: 'a' }], [], 'invalid'],
  ['a replacement that goes too', [{ id: 'a', name: 'A' }], [{ id: 'b', replacementId: 'c' }, { id: 'c' }], 'invalid'],
])('refuses %s', (_why, items, removed, id) => {
  expect(() => plan(items, removed)).toThrow(expect.objectContaining({ id }));
});
