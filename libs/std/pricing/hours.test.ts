import fc from 'fast-check';
import { addDays } from '../dates';
import { toDecimal } from '../decimal';
import { bucketPeriod, weightedMinutes, type BucketPeriod, type Rollover } from './hour-bucket';
import { drawLots, returnUses } from './prepaid-lots';

const periodsOf = (rollover: Rollover, used: readonly string[], included = '900'): BucketPeriod[] =>
  used.reduce<BucketPeriod[]>(
    (periods, minutes) => [...periods, bucketPeriod(included, rollover, periods.at(-1)?.carried ?? [], minutes)],
    [],
  );
const once = (
  order: 'carried_first' | 'base_first',
  more: { periods?: number | null; cap?: string } = {},
): Rollover => ({
  kind: 'carry',
  order,
  periods: more.periods === undefined ? 1 : more.periods,
  cap: more.cap ?? null,
});

it('uses carried minutes first: 900 included and 700, 1000, 1150 used roll in 0, 200, 100 with overage 0, 0, 150', () => {
  const periods = periodsOf(once('carried_first'), ['700', '1000', '1150']);
  expect(periods.map(({ rolledIn }) => rolledIn)).toEqual(['0', '200', '100']);
  expect(periods.map(({ overage }) => overage)).toEqual(['0', '0', '150']);
});

it('or carries unused base only: the same use rolls in 0, 200, 0 with overage 0, 0, 250', () => {
  const periods = periodsOf(once('base_first'), ['700', '1000', '1150']);
  expect(periods.map(({ rolledIn }) => rolledIn)).toEqual(['0', '200', '0']);
  expect(periods.map(({ overage }) => overage)).toEqual(['0', '0', '250']);
  expect(periods[1]).toMatchObject({ carriedOut: '0', expired: '100' });
});

it('carries for a number of periods, until used, and never more than the cap', () => {
  const rolled = (rollover: Rollover) =>
    periodsOf(rollover, ['0', '900', '900', '900']).map(({ rolledIn }) => rolledIn);
  expect(rolled(once('carried_first', { periods: 1 }))).toEqual(['0', '900', '900', '900']);
  expect(rolled(once('base_first', { periods: 1 }))).toEqual(['0', '900', '0', '0']);
  expect(rolled(once('base_first', { periods: 2 }))).toEqual(['0', '900', '900', '0']);
  expect(rolled(once('base_first', { periods: null }))).toEqual(['0', '900', '900', '900']);
  expect(rolled(once('base_first', { periods: null, cap: '300' }))).toEqual(['0', '300', '300', '300']);
  expect(periodsOf({ kind: 'none' }, ['700'])[0]).toMatchObject({ carriedOut: '0', expired: '200', overage: '0' });
});

it('counts each minute by the largest weight, sharing an entry by its spans', () => {
  expect(weightedMinutes(60, [])).toBe('60');
  expect(weightedMinutes(60, [{ minutes: 60, weights: ['1.5', '2'] }])).toBe('120');
  expect(
    weightedMinutes(90, [
      { minutes: 20, weights: ['1'] },
      { minutes: 40, weights: ['1', '1.5'] },
    ]),
  ).toBe('120');
});

const rollovers = fc.oneof(
  fc.constant<Rollover>({ kind: 'none' }),
  fc.record({
    kind: fc.constant('carry' as const),
    order: fc.constantFrom('carried_first' as const, 'base_first' as const),
    periods: fc.option(fc.integer({ min: 1, max: 4 })),
    cap: fc.option(fc.nat(2000).map(String)),
  }),
);

it('loses no minute: available + overage = used + carried out + expired, in every period', () => {
  fc.assert(
    fc.property(rollovers, fc.array(fc.nat(3000).map(String), { maxLength: 12 }), (rollover, used) => {
      const sum = (...minutes: string[]) =>
        minutes.reduce((all, one) => all.plus(toDecimal(one)), toDecimal('0')).toFixed();
      const periods = periodsOf(rollover, used);
      periods.forEach((one, index) => {
        expect(sum(one.available, one.overage)).toBe(sum(one.used, one.carriedOut, one.expired));
        expect(one.available).toBe(sum(one.included, one.rolledIn));
        expect(one.rolledIn).toBe(periods[index - 1]?.carriedOut ?? '0');
      });
    }),
  );
});

const lot = (id: string, left: number, boughtOn: string, expiresOn: string | null = null) => ({
  id,
  left,
  boughtOn,
  expiresOn,
});

it('takes from the lot that expires soonest, then from the oldest, and an entry from several', () => {
  const lots = [
    lot('new', 60, '2026-02-01'),
    lot('old', 60, '2026-01-01'),
    lot('soon', 30, '2026-03-01', '2026-05-01'),
  ];
  const { uses, rest } = drawLots(lots, [{ id: 'a', workDate: '2026-04-10', minutes: 160 }]);
  expect(uses.map(({ lotId, minutes }) => [lotId, minutes])).toEqual([
    ['soon', 30],
    ['old', 60],
    ['new', 60],
  ]);
  expect(rest).toEqual([{ entryId: 'a', minutes: 10 }]);
});

it('does not use a lot on the day it expires, nor before it was bought', () => {
  const lots = [lot('x', 60, '2026-02-01', '2026-05-01')];
  const on = (workDate: string) => drawLots(lots, [{ id: 'a', workDate, minutes: 10 }]).uses.length;
  expect([on('2026-01-31'), on('2026-02-01'), on('2026-04-30'), on('2026-05-01')]).toEqual([0, 1, 1, 0]);
});

it('gives minutes back to the very lots they came from, and never overdraws one', () => {
  const days = fc.integer({ min: 0, max: 200 }).map((offset) => addDays('2026-01-01', offset));
  const lots = fc.array(fc.tuple(fc.nat(300), days, fc.option(days)), { maxLength: 6 });
  const entries = fc.array(fc.tuple(days, fc.integer({ min: 1, max: 240 })), { maxLength: 10 });
  fc.assert(
    fc.property(lots, entries, (rows, work) => {
      const before = rows.map(([left, boughtOn, expiresOn], index) => lot(String(index), left, boughtOn, expiresOn));
      const asked = work.map(([workDate, minutes], index) => ({ id: String(index), workDate, minutes }));
      const { uses, rest, lots: after } = drawLots(before, asked);
      expect(after.every(({ left }) => left >= 0)).toBe(true);
      const total = [...uses, ...rest].reduce((sum, { minutes }) => sum + minutes, 0);
      expect(total).toBe(asked.reduce((sum, { minutes }) => sum + minutes, 0));
      const back = returnUses(after, uses).sort((a, b) => Number(a.id) - Number(b.id));
      expect(back).toEqual(before);
    }),
  );
});
