import { instantOf, localOf, usualTimes } from './send-at';

const zone = 'America/Chicago';

it('reads and writes a local time in its zone', () => {
  const at = instantOf('2026-11-28T08:30', zone);
  expect(at?.toISOString()).toBe('2026-11-28T14:30:00.000Z');
  expect(localOf({ at: at ?? new Date(0), zone })).toBe('2026-11-28T08:30');
});

it('knows no time that the clock leaves out, and takes the first of one that comes twice', () => {
  expect(instantOf('2026-03-08T02:30', zone)).toBeNull();
  expect(instantOf('2026-11-01T01:30', zone)?.toISOString()).toBe('2026-11-01T06:30:00.000Z');
  expect(instantOf('', zone)).toBeNull();
});

it('offers tomorrow and Monday, once when they are one', () => {
  const offered = (now: string) =>
    usualTimes(new Date(now), zone).map(({ key, at }) => `${key} ${localOf({ at, zone })}`);
  expect(offered('2026-11-27T12:00:00Z')).toEqual(['tomorrow 2026-11-28T08:30', 'monday 2026-11-30T08:30']);
  expect(offered('2026-11-29T20:00:00Z')).toEqual(['tomorrow 2026-11-30T08:30']);
});
