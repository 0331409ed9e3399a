import { compileCalendar, deadline, elapsed, isOpen, type BusinessSchedule } from '@kelp/std';
import { currentClock, defaultSlaSettings, explainClock, foldClocks, type SlaFact } from '../arithmetic';

const at = (text: string) => new Date(`${text}:00Z`);
const desk: BusinessSchedule = {
  timezone: 'America/New_York',
  alwaysOpen: false,
  week: {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ],
    tue: [['22:00', '06:00']],
  },
  holidays: [{ date: '2024-07-04', name: 'Independence Day' }],
  exceptions: [{ date: '2024-12-24', intervals: [['09:00', '12:00']] }],
};

it('counts the page’s schedule as the page says', () => {
  expect(isOpen(desk, at('2024-03-11T13:00'))).toBe(true);
  expect(elapsed(desk, at('2024-03-11T13:00'), at('2024-03-11T21:00'))).toBe(25_200_000);
  expect(deadline(desk, at('2024-03-11T13:00'), 25_200_000)).toEqual(at('2024-03-11T21:00'));
});

it('folds the page’s ticket as the page says, in any order', () => {
  const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]]));
  const schedule: BusinessSchedule = { timezone: 'UTC', alwaysOpen: false, week, holidays: [] };
  const minutes = (amount: number) => ({ amount, unit: 'minutes' as const, alwaysOpen: false });
  const policy = {
    id: 'gold',
    name: 'Gold',
    schedule,
    calendar: compileCalendar(schedule),
    rules: [],
    settings: defaultSlaSettings,
    targets: { normal: { response: minutes(60), resolution: minutes(240) } },
  };
  const facts: SlaFact[] = [
    {
      id: '1',
      kind: 'created',
      occurredAt: at('2024-01-05T15:00'),
      data: { policyId: 'gold', level: 'client', priorityId: 'normal' },
    },
    { id: '2', kind: 'paused', occurredAt: at('2024-01-05T16:00'), data: { reason: 'status' } },
    { id: '3', kind: 'resumed', occurredAt: at('2024-01-08T10:00'), data: { reason: 'status' } },
  ];
  for (const told of [facts, [...facts].reverse(), [...facts, ...facts]]) {
    const now = at('2024-01-08T10:30');
    const clock = currentClock(foldClocks({ policies: { gold: policy }, firings: [], now, facts: told }), 'resolution');
    expect(clock?.dueAt).toEqual(at('2024-01-08T13:00'));
    if (clock) expect(explainClock(clock, now).pauses[0]).toMatchObject({ openMilliseconds: 7_200_000 });
  }
});
