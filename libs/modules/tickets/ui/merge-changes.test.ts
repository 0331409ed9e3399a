import type { TicketRow } from '../contract';
import { mergeChanges, orderOf, withoutRows, type LoadedPages } from './merge-changes';

const named = { id: 'x', name: 'X' };
const row = (id: string, minute: number, version = 1): TicketRow => ({
  id,
  number: `T-${id}`,
  title: id,
  client: null,
  contact: null,
  board: named,
  status: { ...named, isClosed: false },
  priority: { ...named, color: '', position: 1 },
  assignee: null,
  responseState: 'none',
  isClosed: false,
  createdAt: new Date(0),
  lastActivityAt: new Date(minute * 60_000),
  version,
  master: null,
  bundle: null,
  mergedInto: null,
  tags: [],
});
const pages = (next: string | null, ...rows: TicketRow[][]): LoadedPages => ({
  pages: rows.map((part, at) => ({ rows: part, next: at === rows.length - 1 ? next : 'more', at: new Date(0) })),
  pageParams: rows.map(() => ''),
});
const ids = (data: LoadedPages | null) => data?.pages.map(({ rows }) => rows.map(({ id }) => id).join('')).join('|');
const latest = orderOf('activity', 'desc');

it('moves a changed row to its place and keeps the lengths of the pages', () => {
  const data = pages('more', [row('1', 9), row('2', 8)], [row('3', 7), row('4', 6)]);
  expect(ids(mergeChanges(data, [row('4', 10, 2)], latest))).toBe('41|23');
});

it('puts a new row where it belongs, but none behind the last loaded row while there are more', () => {
  const data = pages('more', [row('1', 9)], [row('3', 5)]);
  expect(ids(mergeChanges(data, [row('2', 7), row('9', 1)], latest))).toBe('12|3');
  expect(ids(mergeChanges(pages(null, [row('1', 9)]), [row('9', 1)], latest))).toBe('19');
});

it('leaves what is known already as it is', () => {
  const data = pages(null, [row('1', 9, 3)]);
  expect(mergeChanges(data, [row('1', 10, 3)], latest)).toBe(data);
});

it('asks for the list anew when a new row has no place that can be told', () => {
  const data = pages(null, [row('1', 9)]);
  expect(mergeChanges(data, [row('2', 9)], orderOf('due', 'asc'))).toBeNull();
  expect(ids(mergeChanges(data, [row('1', 10, 2)], orderOf('due', 'asc')))).toBe('1');
});

it('takes rows out', () => {
  expect(ids(withoutRows(pages(null, [row('1', 9)], [row('2', 8)]), new Set(['1'])))).toBe('|2');
});
