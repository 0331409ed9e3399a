import { splitOn } from './price-split';

const anchor = { kind: 'day', date: '2026-01-01' } as const;

it('a change within a period shares its days; the change day belongs to the new terms', () => {
  expect(splitOn(anchor, 'monthly', '2026-03-15')).toEqual({
    period: { start: '2026-03-01', end: '2026-04-01' },
    lastDayBefore: '2026-03-14',
    daysBefore: 14,
    daysAfter: 17,
  });
});

it('a change on the first day of a period splits nothing', () => {
  expect(splitOn(anchor, 'quarterly', '2026-04-01')).toMatchObject({
    lastDayBefore: null,
    daysBefore: 0,
    daysAfter: 91,
  });
});
