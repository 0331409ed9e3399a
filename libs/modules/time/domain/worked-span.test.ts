import fc from 'fast-check';
import { workedSpan } from './worked-span';

const now = new Date('2026-03-10T15:00:00Z');
const at = (clock: string) => new Date(`2026-03-10T${clock}:00Z`);
const refusal = (told: Parameters<typeof workedSpan>[0]) => {
  try {
    workedSpan(told, now);
    return null;
  } catch (error) {
    return error;
  }
};

describe('workedSpan', () => {
  it('takes start and end', () => {
    expect(workedSpan({ startedAt: at('14:00'), endedAt: at('14:45') }, now)).toEqual({
      startAt: at('14:00'),
      endAt: at('14:45'),
      minutes: 45,
    });
  });

  it('lets minutes end now, or run from a start, or up to an end', () => {
    expect(workedSpan({ minutes: 45 }, now)).toMatchObject({ startAt: at('14:15'), endAt: now });
    expect(workedSpan({ minutes: 45, startedAt: at('09:00') }, now)).toMatchObject({ endAt: at('09:45') });
    expect(workedSpan({ minutes: 45, endedAt: at('09:00') }, now)).toMatchObject({ startAt: at('08:15') });
  });

  it('refuses an end at or before the start, more than a day, far ahead, nothing, and three answers to two questions', () => {
    expect(refusal({ startedAt: at('14:00'), endedAt: at('14:00') })).toMatchObject({
      fields: { endedAt: expect.any(String) },
    });
    expect(refusal({ startedAt: at('14:00'), endedAt: at('13:00') })).toMatchObject({ id: 'invalid' });
    expect(refusal({ startedAt: new Date('2026-03-08T14:59:00Z'), endedAt: at('15:00') })).toMatchObject({
      id: 'invalid',
    });
    expect(refusal({ startedAt: new Date('2026-03-12T14:59:00Z'), minutes: 5 })).toMatchObject({ id: 'invalid' });
    expect(refusal({ startedAt: at('14:00') })).toMatchObject({ fields: { minutes: expect.any(String) } });
    expect(refusal({ startedAt: at('14:00'), endedAt: at('14:45'), minutes: 45 })).toMatchObject({ id: 'invalid' });
    expect(refusal({ startedAt: new Date('0001-01-01T00:00:00Z'), minutes: 5 })).toMatchObject({ id: 'invalid' });
  });

  it('counts at least a minute, and never more than half a minute off what the clock says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 86_400_000 }), (length) => {
        const { minutes, startAt, endAt } = workedSpan(
          { startedAt: new Date(now.getTime() - length), endedAt: now },
          now,
        );
        expect(endAt.getTime() - startAt.getTime()).toBe(length);
        expect(minutes).toBeGreaterThanOrEqual(1);
        expect(minutes).toBeLessThanOrEqual(1440);
        if (minutes > 1) expect(Math.abs(minutes * 60_000 - length)).toBeLessThanOrEqual(30_000);
      }),
    );
  });
});
