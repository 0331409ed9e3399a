import fc from 'fast-check';
import { addDays, periodDays } from '../dates';
import { toDecimal } from '../decimal';
import { prorate } from '../periods';
import { quantityDifferences, quantityRanges, seatAmount, seatDays, type QuantityStep } from './seat-count';

const april = { start: '2026-04-01', end: '2026-05-01' };
const steps: QuantityStep[] = [
  { from: '2026-01-01', quantity: '40' },
  { from: '2026-04-11', quantity: '45' },
  { from: '2026-04-21', quantity: '38' },
];

it('counts at the start, at the end, the peak and the average of the days', () => {
  expect(seatDays('start', steps, april)).toBe('1200');
  expect(seatDays('end', steps, april)).toBe('1140');
  expect(seatDays('peak', steps, april)).toBe('1350');
  expect(seatDays('daily', steps, april)).toBe('1230');
});

it('multiplies first and rounds once: 40 × 12.55 × 17/30 = 284.47', () => {
  const half = { start: '2026-04-14', end: '2026-05-01' };
  const days = seatDays('start', [{ from: '2026-01-01', quantity: '40' }], half);
  expect(seatAmount('1255', days, 17, { coveredDays: 17, wholeDays: 30 })).toBe(28447n);
});

it('has no seats before the first step, and fractions and zero stay what they are', () => {
  expect(seatDays('start', steps, { start: '2025-12-01', end: '2025-12-31' })).toBe('0');
  expect(seatDays('daily', [{ from: '2026-04-16', quantity: '2.5' }], april)).toBe('37.5');
  expect(seatDays('start', [{ from: '2026-01-01', quantity: '0' }], april)).toBe('0');
});

it('gives back five seats of 18.90 with 9 of 30 days left: -28.35; three added with 11 of 31 days left cost 20.12', () => {
  const removed = quantityDifferences(
    [...steps.slice(0, 1), { from: '2026-04-22', quantity: '35' }],
    [{ ...april, quantity: '40' }],
    april,
  );
  expect(removed).toEqual([{ start: '2026-04-22', end: '2026-05-01', difference: '-5' }]);
  expect(prorate(toDecimal('1890').times('-5'), { coveredDays: 9, wholeDays: 30 })).toBe(-2835n);

  const may = { start: '2026-05-01', end: '2026-06-01' };
  const added = quantityDifferences(
    [...steps.slice(0, 1), { from: '2026-05-21', quantity: '43' }],
    [{ ...may, quantity: '40' }],
    may,
  );
  expect(added).toEqual([{ start: '2026-05-21', end: '2026-06-01', difference: '3' }]);
  expect(prorate(toDecimal('1890').times('3'), { coveredDays: 11, wholeDays: 31 })).toBe(2012n);
});

it('lets a seat that is added and removed on one day cancel out', () => {
  const sameDay = [...steps, { from: '2026-04-25', quantity: '41' }, { from: '2026-04-25', quantity: '38' }];
  expect(quantityRanges(sameDay, april)).toEqual(quantityRanges(steps, april));
});

const range = { start: '2026-04-01', end: '2026-06-01' };
const day = fc.integer({ min: -20, max: 80 }).map((offset) => addDays('2026-04-01', offset));
const step = fc.record({ from: day, quantity: fc.nat(50).map(String) });

it('is settled after its differences are billed, whatever came late', () => {
  fc.assert(
    fc.property(fc.array(step), fc.array(step), (first, late) => {
      const billed = quantityDifferences(first, [], range);
      const further = quantityDifferences([...first, ...late], billed.map(asBilled), range);
      const all = [...billed, ...further].map(asBilled);
      expect(quantityDifferences([...first, ...late], all, range)).toEqual([]);
      const seats = all.reduce((sum, one) => sum.plus(toDecimal(one.quantity).times(periodDays(one))), toDecimal('0'));
      expect(seats.toFixed()).toBe(seatDays('daily', [...first, ...late], range));
    }),
  );
});

const asBilled = ({ start, end, difference }: { start: string; end: string; difference: string }) => ({
  start,
  end,
  quantity: difference,
});

it('never counts an average outside the least and the peak', () => {
  fc.assert(
    fc.property(fc.array(step), (list) => {
      const daily = toDecimal(seatDays('daily', list, range));
      expect(daily.lessThanOrEqualTo(toDecimal(seatDays('peak', list, range)))).toBe(true);
      expect(daily.isNegative()).toBe(false);
      expect(quantityRanges(list, range).reduce((days, one) => days + periodDays(one), 0)).toBe(periodDays(range));
    }),
  );
});
