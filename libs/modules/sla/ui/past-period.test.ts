import { pastPeriodOf } from './past-period';

const of = (...given: Parameters<typeof pastPeriodOf>) =>
  Object.values(pastPeriodOf(...given)).map((at: Date) => at.toISOString());

it('gives the last whole quarter, month or year, also across New Year', () => {
  const january = new Date('2024-01-05T10:00:00Z');
  expect(of('quarter', 'UTC', january)).toEqual(['2023-10-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z']);
  expect(of('month', 'UTC', january)).toEqual(['2023-12-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z']);
  expect(of('year', 'UTC', january)).toEqual(['2023-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z']);
  expect(of('quarter', 'UTC', new Date('2024-06-30T23:59:59Z'))).toEqual([
    '2024-01-01T00:00:00.000Z',
    '2024-04-01T00:00:00.000Z',
  ]);
});

it('begins at midnight on the walls of the zone, on either side of the clock change', () => {
  // 1 July 02:00Z is still 30 June in New York: the quarter before is that from January to March.
  expect(of('quarter', 'America/New_York', new Date('2024-07-01T02:00:00Z'))).toEqual([
    '2024-01-01T05:00:00.000Z',
    '2024-04-01T04:00:00.000Z',
  ]);
});
