import type { BusinessSchedule } from '@kelp/std';
import { countsAsFirstReply, orderFacts } from './sla-fact';
import { resolvePolicy, targetMilliseconds, usualDayMinutes } from './sla-policy';
import { deskSchedule } from './testing/desk-model';
import { factsOf, targeting } from './testing/story';

describe('the policy ladder', () => {
  const alive = (policyId: string) => ({ policyId, isAlive: true });
  const dead = (policyId: string) => ({ policyId, isAlive: false });

  it.each([
    ['client', { client: alive('c'), board: alive('b'), workspace: alive('w') }, 'c'],
    ['board', { client: null, board: alive('b'), workspace: alive('w') }, 'b'],
    ['board', { client: dead('c'), board: alive('b'), workspace: alive('w') }, 'b'],
    ['default', { client: null, board: dead('b'), workspace: alive('w') }, 'w'],
    ['none', { client: null, board: null, workspace: null }, null],
  ])('takes the %s level', (level, ladder, policyId) => {
    expect(resolvePolicy(ladder)).toEqual({ level, policyId });
  });
});

describe('targets', () => {
  const hours = 3_600_000;
  const target = (unit: 'minutes' | 'business_hours' | 'business_days', amount: number, alwaysOpen = false) =>
    targetMilliseconds({ unit, amount, alwaysOpen }, deskSchedule) / hours;

  it('measure a business day by the schedule and a day around the clock by 24 hours', () => {
    expect(target('minutes', 90)).toBe(1.5);
    expect(target('business_hours', 2)).toBe(2);
    expect(target('business_days', 3)).toBe(24);
    expect(target('business_days', 3, true)).toBe(72);
  });

  it('take the length that most weekdays have', () => {
    const schedule: BusinessSchedule = {
      ...deskSchedule,
      week: { ...deskSchedule.week, fri: [['09:00', '12:00']], sat: [['22:00', '02:00']] },
    };
    expect(usualDayMinutes(schedule)).toBe(480);
    expect(usualDayMinutes({ ...schedule, week: { sat: [['22:00', '02:00']] } })).toBe(240);
    expect(usualDayMinutes({ ...schedule, week: {} })).toBe(0);
    expect(usualDayMinutes({ ...schedule, alwaysOpen: true })).toBe(1440);
  });
});

describe('a first reply', () => {
  const reply = {
    author: 'internal' as const,
    isPublic: true,
    isOpening: false,
    isAutomatic: false,
    isEdit: false,
    isMarkedAsReply: false,
  };

  it('is a public answer by staff', () => {
    expect(countsAsFirstReply(reply)).toBe(true);
    expect(countsAsFirstReply({ ...reply, author: 'workflow', isMarkedAsReply: true })).toBe(true);
  });

  it.each([
    { isPublic: false },
    { isOpening: true },
    { isAutomatic: true },
    { isEdit: true },
    { author: 'client' as const },
    { author: 'system' as const },
    { author: 'workflow' as const },
  ])('is not %p', (change) => expect(countsAsFirstReply({ ...reply, ...change })).toBe(false));
});

describe('the order of facts', () => {
  it('puts the rules of an instant before what is judged by them, each fact once', () => {
    const lines = [
      ['10:00', 'closed'],
      ['10:00', 'replied'],
      ['10:00', 'paused', { reason: 'status' }],
      ['10:00', 'created', { ...targeting() }],
      ['09:59', 'resumed', { reason: 'status' }],
      ['10:00', 'closed'],
    ] as const;
    expect(orderFacts(factsOf(lines)).map((fact) => fact.kind)).toEqual(['created', 'paused', 'replied', 'closed']);
  });
});
