import { weekdays } from '@kelp/std';
import fc from 'fast-check';
import { quietUntil, type QuietHours } from './quiet-hours';

const night: QuietHours = { isQuiet: true, quietFrom: 1_200, quietUntil: 420, quietDays: [], pausedUntil: null };
const zone = 'America/Chicago';
const at = (text: string) => new Date(text);
const until = (instant: string, hours: Partial<QuietHours> = {}) =>
  quietUntil(at(instant), { ...night, ...hours }, zone)?.toISOString() ?? null;

it('is quiet from eight in the evening to seven, on the wall of the person’s zone', () => {
  expect(until('2026-03-04T01:59:00Z')).toBeNull();
  expect(until('2026-03-04T02:00:00Z')).toBe('2026-03-04T13:00:00.000Z');
  expect(until('2026-03-04T12:59:59Z')).toBe('2026-03-04T13:00:00.000Z');
  expect(until('2026-03-04T13:00:00Z')).toBeNull();
  expect(until('2026-03-04T02:00:00Z', { isQuiet: false })).toBeNull();
});

it('keeps to the wall on the nights on which clocks change', () => {
  expect(until('2026-03-08T03:00:00Z')).toBe('2026-03-08T12:00:00.000Z');
  expect(until('2026-11-01T02:00:00Z')).toBe('2026-11-01T13:00:00.000Z');
  // 02:30 does not exist on that night.
  expect(until('2026-03-08T03:00:00Z', { quietUntil: 150 })).toBe('2026-03-08T08:00:00.000Z');
});

it('joins quiet days and nights, and a pause with both', () => {
  const weekend = { quietDays: ['sat', 'sun'] as const };
  expect(until('2026-03-07T02:30:00Z', weekend)).toBe('2026-03-09T12:00:00.000Z');
  expect(until('2026-03-03T18:00:00Z', { pausedUntil: at('2026-03-03T20:00:00Z') })).toBe('2026-03-03T20:00:00.000Z');
  expect(until('2026-03-03T18:00:00Z', { pausedUntil: at('2026-03-04T03:00:00Z') })).toBe('2026-03-04T13:00:00.000Z');
  expect(until('2026-03-03T18:00:00Z', { pausedUntil: at('2026-03-03T17:00:00Z') })).toBeNull();
  expect(until('2026-03-03T18:00:00Z', { isQuiet: false, pausedUntil: at('2026-03-04T03:00:00Z') })).toBe(
    '2026-03-04T03:00:00.000Z',
  );
});

it('ends at a later instant at which the person may be reached, in any zone, within nine days', () => {
  const minute = fc.integer({ min: 0, max: 1_439 });
  const zones = fc.constantFrom('UTC', 'America/Chicago', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe');
  const days = fc.subarray([...weekdays], { maxLength: 6 });
  const instant = fc.date({ min: at('2024-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z'), noInvalidDate: true });
  fc.assert(
    fc.property(instant, minute, minute, days, zones, (now, quietFrom, quiet, quietDays, inZone) => {
      const hours = { isQuiet: true, quietFrom, quietUntil: quiet, quietDays, pausedUntil: null };
      const end = quietUntil(now, hours, inZone);
      if (!end) return;
      expect(end.getTime()).toBeGreaterThan(now.getTime());
      expect(end.getTime() - now.getTime()).toBeLessThan(9 * 86_400_000);
      expect(quietUntil(end, hours, inZone)).toBeNull();
    }),
  );
});
