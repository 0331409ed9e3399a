import { compileCalendar } from '@kelp/std';
import { explainClock } from './explain-clock';
import { deskSchedule } from './testing/desk-model';
import type { Line } from './testing/story';
import { at, clockAfter, policyOf, targeting } from './testing/story';

const schedule = {
  ...deskSchedule,
  timezone: 'America/New_York',
  holidays: [
    { date: '2024-01-15', name: 'Martin Luther King Day' },
    { date: '2000-01-01', name: 'New Year', recurring: true },
  ],
};
const newYork = policyOf({ schedule, calendar: compileCalendar(schedule) });
const friday: Line = ['2024-01-12T20:00', 'created', { ...targeting({ level: 'client' }) }];

describe('why is it due then?', () => {
  it('lists the open stretches, the holiday, the zone and the level', () => {
    const clock = clockAfter('resolution', [friday], { now: '2024-01-12T20:30', policies: [newYork] });
    expect(explainClock(clock, at('2024-01-12T20:30'))).toMatchObject({
      policyName: 'Gold',
      level: 'client',
      zone: 'America/New_York',
      target: { amount: 240, unit: 'minutes' },
      counted: [
        { from: at('2024-01-12T20:00'), to: at('2024-01-12T22:00'), milliseconds: 2 * 3_600_000 },
        { from: at('2024-01-16T14:00'), to: at('2024-01-16T16:00'), milliseconds: 2 * 3_600_000 },
      ],
      countedMs: 4 * 3_600_000,
      holidays: [{ date: '2024-01-15', name: 'Martin Luther King Day' }],
      dueAt: at('2024-01-16T16:00'),
    });
  });

  it('shows each pause with its reasons and what it cost', () => {
    const story: Line[] = [
      friday,
      ['2024-01-12T21:00', 'paused', { reason: 'awaiting_client' }],
      ['2024-01-16T15:00', 'resumed', { reason: 'awaiting_client' }],
    ];
    const now = '2024-01-16T15:10';
    const explanation = explainClock(clockAfter('resolution', story, { now, policies: [newYork] }), at(now));
    expect(explanation.pauses).toEqual([
      {
        from: at('2024-01-12T21:00'),
        to: at('2024-01-16T15:00'),
        reasons: ['awaiting_client'],
        openMilliseconds: 2 * 3_600_000,
      },
    ]);
    expect(explanation).toMatchObject({ dueAt: at('2024-01-16T18:00'), countedMs: explanation.targetMs });
  });

  it('counts a frozen clock up to its pause and has no due', () => {
    const story: Line[] = [friday, ['2024-01-12T20:30', 'paused', { reason: 'status' }]];
    const now = '2024-01-20T20:00';
    const explanation = explainClock(clockAfter('resolution', story, { now, policies: [newYork] }), at(now));
    expect(explanation).toMatchObject({ dueAt: null, countedMs: 30 * 60_000, state: 'paused' });
  });

  it('counts a stopped clock up to its stop', () => {
    const story: Line[] = [friday, ['2024-01-12T20:45', 'replied']];
    const now = '2024-02-01T00:00';
    const explanation = explainClock(clockAfter('response', story, { now, policies: [newYork] }), at(now));
    expect(explanation).toMatchObject({ state: 'met', countedMs: 45 * 60_000 });
  });

  it('names no zone and no holidays for a target around the clock', () => {
    const always = policyOf({
      schedule,
      calendar: compileCalendar(schedule),
      targets: { normal: { resolution: { amount: 5, unit: 'business_days', alwaysOpen: true } } },
    });
    const now = '2024-01-12T20:30';
    const explanation = explainClock(clockAfter('resolution', [friday], { now, policies: [always] }), at(now));
    expect(explanation).toMatchObject({ zone: null, holidays: [], dueAt: at('2024-01-17T20:00') });
  });

  it('finds recurring holidays in every year it spans', () => {
    const late: Line = ['2024-12-30T20:00', 'created', { ...targeting({ priorityId: 'low' }) }];
    const now = '2024-12-30T20:30';
    const explanation = explainClock(clockAfter('resolution', [late], { now, policies: [newYork] }), at(now));
    expect(explanation.holidays).toEqual([{ date: '2025-01-01', name: 'New Year' }]);
  });
});
