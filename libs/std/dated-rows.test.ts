import fc from 'fast-check';
import { dateOfDayNumber, rangesOverlap } from './dates';
import { inForce, placeFrom, type DatedRow } from './dated-rows';

interface Priced extends DatedRow {
  price: number;
}

function add(rows: Priced[], date: string, price: number): Priced[] {
  const { same, ends, validTo } = placeFrom(rows, date);
  if (same) return rows.map((row) => (row === same ? { ...row, price } : row));
  const cut = rows.map((row) => (row === ends ? { ...row, validTo: date } : row));
  return [...cut, { validFrom: date, validTo, price }];
}

it('ends the old value where the new one begins, and leaves a later one alone', () => {
  let rows = add([], '2026-01-01', 1);
  rows = add(rows, '2026-05-01', 3);
  rows = add(rows, '2026-03-15', 2);
  expect([...rows].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))).toEqual([
    { validFrom: '2026-01-01', validTo: '2026-03-15', price: 1 },
    { validFrom: '2026-03-15', validTo: '2026-05-01', price: 2 },
    { validFrom: '2026-05-01', validTo: null, price: 3 },
  ]);
});

it('before the first row holds until that one begins', () => {
  const rows = add(add([], '2026-03-01', 2), '2026-01-01', 1);
  expect(inForce(rows, '2026-02-28')?.price).toBe(1);
  expect(inForce(rows, '2026-03-01')?.price).toBe(2);
  expect(inForce(rows, '2025-12-31')).toBeNull();
});

it('never overlaps, and on every day holds the value with the latest beginning, the last said for a date', () => {
  const change = fc.record({ day: fc.integer({ min: 0, max: 40 }), price: fc.integer({ min: 0, max: 9 }) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      const rows = changes.reduce<Priced[]>((all, { day, price }) => add(all, dateOfDayNumber(day), price), []);
      const range = (row: Priced) => ({ start: row.validFrom, end: row.validTo });
      rows.forEach((a, i) => rows.slice(i + 1).forEach((b) => expect(rangesOverlap(range(a), range(b))).toBe(false)));
      const wanted = new Map(changes.map(({ day, price }) => [day, price]));
      for (let day = 0; day <= 45; day += 1) {
        const starts = [...wanted.keys()].filter((start) => start <= day);
        const expected = starts.length === 0 ? undefined : wanted.get(Math.max(...starts));
        expect(inForce(rows, dateOfDayNumber(day))?.price).toBe(expected);
      }
    }),
  );
});
