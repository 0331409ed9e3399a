import { cappedCount, gridTemplate, nextSort, visibleColumns, type DataListColumn } from './columns';

const columns: DataListColumn<string>[] = [
  { key: 'number', header: 'Number', width: '72px', render: (row) => row },
  { key: 'title', header: 'Title', render: (row) => row },
  { key: 'board', header: 'Board', width: '120px', hideBelow: 900, render: (row) => row },
];

describe('columns', () => {
  it('sorts ascending first, then turns', () => {
    const first = nextSort(undefined, 'title');
    expect(first).toEqual({ key: 'title', direction: 'asc' });
    expect(nextSort(first, 'title').direction).toBe('desc');
    expect(nextSort({ key: 'title', direction: 'desc' }, 'number')).toEqual({ key: 'number', direction: 'asc' });
  });

  it('leaves out what has no room', () => {
    expect(visibleColumns(columns, 800).map(({ key }) => key)).toEqual(['number', 'title']);
    expect(visibleColumns(columns, 900)).toHaveLength(3);
    expect(visibleColumns(columns, 0)).toHaveLength(3);
  });

  it('gives the check boxes a track of their own', () => {
    expect(gridTemplate(columns.slice(0, 2), true)).toBe('36px 72px minmax(120px, 1fr)');
    expect(gridTemplate(columns.slice(0, 1), false)).toBe('72px');
  });
});

describe('cappedCount', () => {
  it.each([
    [199, 200, '199'],
    [200, 200, '200+'],
    [250, 200, '200+'],
    [1234, undefined, '1,234'],
  ])('%s with cap %s is %s', (count, cap, text) => {
    expect(cappedCount(count, cap, 'en')).toBe(text);
  });
});
