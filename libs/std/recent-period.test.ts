import { recentPeriod } from './recent-period';
import { weeksOf } from './weeks';

it('asks the same question for an hour', () => {
  const at = (text: string) => recentPeriod('week', new Date(text));
  expect(at('2026-03-10T10:01:00Z')).toEqual(at('2026-03-10T10:59:00Z'));
  expect(at('2026-03-10T10:01:00Z').until).toEqual(new Date('2026-03-10T11:00:00Z'));
});

it('cuts a period into weeks from Monday on the walls of a zone, also where a clock is put forward', () => {
  const period = { from: new Date('2026-03-25T12:00:00Z'), until: new Date('2026-04-07T00:00:00Z') };
  const starts = weeksOf(period, 'Europe/Berlin', 10).map(({ from }) => from.toISOString());
  // summer time begins on Sunday, March 29
  expect(starts).toEqual(['2026-03-25T12:00:00.000Z', '2026-03-29T22:00:00.000Z', '2026-04-05T22:00:00.000Z']);
  expect(weeksOf(period, 'Europe/Berlin', 10).at(-1)?.until).toEqual(period.until);
  expect(weeksOf(period, 'Europe/Berlin', 1)).toHaveLength(2);
});
