import { activeIndex, EMPTY_SELECTION, extendTo, toggleAll, toggleRow } from './selection';

const order = ['a', 'b', 'c', 'd', 'e'];
const chosen = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort().join('');

describe('toggleRow', () => {
  it('adds and removes', () => {
    const one = toggleRow(EMPTY_SELECTION, 'b');
    expect(chosen(one)).toBe('b');
    expect(chosen(toggleRow(one, 'b'))).toBe('');
  });
});

describe('extendTo', () => {
  it('grows from the focused row and shrinks on the way back', () => {
    const down = extendTo(extendTo(EMPTY_SELECTION, order, 'b', 'c'), order, 'c', 'd');
    expect(chosen(down)).toBe('bcd');
    expect(chosen(extendTo(down, order, 'd', 'c'))).toBe('bc');
  });

  it('turns around its anchor', () => {
    const up = extendTo(extendTo(EMPTY_SELECTION, order, 'c', 'd'), order, 'd', 'b');
    expect(chosen(up)).toBe('bc');
  });

  it('keeps what was chosen before', () => {
    const one = toggleRow(EMPTY_SELECTION, 'a');
    const other = toggleRow(one, 'c');
    const range = extendTo(other, order, 'c', 'd');
    expect(chosen(range)).toBe('acd');
    expect(chosen(extendTo(range, order, 'd', 'c'))).toBe('ac');
  });

  it('starts at the focused row after a row was given free', () => {
    const freed = toggleRow(toggleRow(toggleRow(EMPTY_SELECTION, 'a'), 'c'), 'c');
    expect(chosen(extendTo(freed, order, 'c', 'd'))).toBe('acd');
  });

  it('survives an anchor that left the list', () => {
    const one = toggleRow(EMPTY_SELECTION, 'a');
    expect(chosen(extendTo(one, ['b', 'c'], 'b', 'c'))).toBe('abc');
    expect(chosen(extendTo(one, ['b', 'c'], 'x', 'c'))).toBe('a');
  });
});

describe('toggleAll', () => {
  it('chooses all, then none', () => {
    const all = toggleAll(toggleRow(EMPTY_SELECTION, 'b'), order);
    expect(chosen(all)).toBe('abcde');
    expect(chosen(toggleAll(all, order))).toBe('');
    expect(chosen(toggleAll(EMPTY_SELECTION, []))).toBe('');
  });
});

describe('activeIndex', () => {
  it('follows its row when others arrive above it', () => {
    expect(activeIndex({ id: 'b', index: 1 }, ['new', 'a', 'b'])).toBe(2);
  });

  it('takes the nearest place when its row is gone', () => {
    expect(activeIndex({ id: 'gone', index: 1 }, ['a', 'c', 'd'])).toBe(1);
    expect(activeIndex({ id: 'gone', index: 4 }, ['a', 'c'])).toBe(1);
    expect(activeIndex({ id: 'gone', index: 0 }, [])).toBe(-1);
  });
});
