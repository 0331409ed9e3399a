import { compileCalendar, type BusinessSchedule } from '@kelp/std';
import { defaultSlaSettings, mergeTellings, type SlaPolicy } from './sla-policy';
import { deskSchedule } from './testing/desk-model';
import { at, clockAfter, policyOf, targeting, type Line } from './testing/story';
import { crossThresholds } from './thresholds';

const born: Line = ['2024-01-08T10:00', 'created', targeting()];
const deskPolicy = (changes: Partial<SlaPolicy> = {}, schedule: BusinessSchedule = deskSchedule) =>
  policyOf({ schedule, calendar: compileCalendar(schedule), ...changes });
const promise = (amount: number, unit: 'minutes' | 'business_days' | 'next_business_day') => ({
  normal: { resolution: { amount, unit, alwaysOpen: false } },
});

describe('the end of the next business day', () => {
  const policies = [deskPolicy({ targets: promise(1, 'next_business_day') })];
  const due = (lines: Line[], now = '2024-01-08T10:01') => clockAfter('resolution', lines, { now, policies }).dueAt;

  it('is due at the closing of that day, whenever the ticket came in', () => {
    expect(due([born])).toEqual(at('2024-01-09T17:00'));
    expect(due([['2024-01-12T20:00', 'created', targeting()]])).toEqual(at('2024-01-15T17:00'));
  });

  it('moves by the business time of a pause', () => {
    const pause: Line[] = [
      born,
      ['2024-01-08T11:00', 'paused', { reason: 'status' }],
      ['2024-01-08T13:00', 'resumed', { reason: 'status' }],
    ];
    expect(due(pause, '2024-01-08T14:00')).toEqual(at('2024-01-10T11:00'));
  });

  it('starts anew with a fresh target of a reopened ticket', () => {
    const settings = { ...defaultSlaSettings, reopenMode: 'fresh' as const };
    const fresh = [deskPolicy({ targets: promise(1, 'next_business_day'), settings })];
    const lines: Line[] = [born, ['2024-01-08T12:00', 'closed'], ['2024-01-11T09:30', 'reopened']];
    const clock = clockAfter('resolution', lines, { now: '2024-01-11T09:31', policies: fresh });
    expect(clock.dueAt).toEqual(at('2024-01-12T17:00'));
  });

  it('is never due on a desk that never opens', () => {
    const closed: BusinessSchedule = { ...deskSchedule, week: {} };
    const never = [deskPolicy({ targets: promise(1, 'next_business_day') }, closed)];
    expect(clockAfter('resolution', [born], { now: '2024-01-08T10:01', policies: never }).dueAt).toBeNull();
  });
});

describe('a target that uses up the day', () => {
  const lines: Line[] = [['2024-01-08T09:00', 'created', targeting()]];
  const clockWith = (dueAtDayEnd: 'closing' | 'next_opening', more: Line[] = [], amount = 480) =>
    clockAfter('resolution', [...lines, ...more], {
      now: '2024-01-09T10:00',
      policies: [deskPolicy({ targets: promise(amount, 'minutes'), settings: { ...defaultSlaSettings, dueAtDayEnd } })],
    });

  it('is due at the closing, or by choice at the next opening', () => {
    expect(clockWith('closing').dueAt).toEqual(at('2024-01-08T17:00'));
    expect(clockWith('next_opening').dueAt).toEqual(at('2024-01-09T09:00'));
    expect(clockWith('next_opening', [], 60).dueAt).toEqual(at('2024-01-08T10:00'));
  });

  it('decides whether a close in the evening is in time', () => {
    const evening: Line[] = [['2024-01-08T19:00', 'closed']];
    expect(clockWith('closing', evening).state).toBe('missed');
    expect(clockWith('next_opening', evening).state).toBe('met');
  });
});

describe('thresholds that are armed again', () => {
  const rules = [50, 75].map((percent) => ({ kind: 'notify' as const, percent }));
  const story: Line[] = [
    ['10:00', 'created', targeting({ priorityId: 'high' })],
    ['10:50', 'retargeted', targeting({ priorityId: 'normal' })],
  ];
  const fired = [50, 75].map((percent) => ({ clock: 'resolution' as const, epoch: 0, percent }));
  const clockWith = (rearms: boolean, now = '10:51') =>
    clockAfter('resolution', story, {
      now,
      policies: [policyOf({ rules, settings: { ...defaultSlaSettings, rearms } })],
      firings: fired,
    });

  it('stay quiet in the same epoch, unless the policy re-arms them', () => {
    expect(clockWith(false)).toMatchObject({ arming: 0, nextPercent: 100 });
    expect(clockWith(true)).toMatchObject({ arming: 1, nextPercent: 50, nextFireAt: at('12:00') });
  });

  it('keep what was passed already under the new target to themselves', () => {
    const late: Line[] = [
      ['10:00', 'created', targeting({ priorityId: 'high' })],
      ['10:59', 'retargeted', targeting({ priorityId: 'normal' })],
    ];
    const few = [10, 75].map((percent) => ({ kind: 'notify' as const, percent }));
    const policies = [policyOf({ rules: few, settings: { ...defaultSlaSettings, rearms: true } })];
    const clock = clockAfter('resolution', late, { now: '11:00', policies, firings: fired });
    expect(crossThresholds(clock, few, fired, at('11:00')).firings).toEqual([]);
    expect(clock.thresholds.map(({ percent }) => percent)).toEqual([75, 100]);
  });

  it('are not armed by a target that brings the clock nearer to its due', () => {
    const raised: Line[] = [
      ['10:00', 'created', targeting()],
      ['10:30', 'retargeted', targeting({ priorityId: 'high' })],
    ];
    const policies = [policyOf({ rules, settings: { ...defaultSlaSettings, rearms: true } })];
    expect(clockAfter('resolution', raised, { now: '10:31', policies })).toMatchObject({ arming: 0 });
  });
});

describe('who is told of what was crossed at once', () => {
  const recipients = (changes: object) => ({
    assignee: false,
    team: false,
    boardManager: false,
    userIds: [],
    ...changes,
  });

  it('is everybody whom one of the rules names, by every way that one of them uses', () => {
    const told = mergeTellings([
      { kind: 'notify', percent: 90, recipients: recipients({ team: true }), channels: ['in_app'] },
      {
        kind: 'escalate',
        percent: 90,
        level: 2,
        recipients: recipients({ boardManager: true, userIds: ['b', 'a'] }),
        channels: ['email'],
        respectsHours: true,
      },
    ]);
    expect(told).toEqual({
      recipients: { assignee: false, team: true, boardManager: true, userIds: ['a', 'b'] },
      channels: ['in_app', 'email'],
      respectsHours: false,
    });
  });

  it('is the assignee of a warning that names nobody, and the manager of an escalation', () => {
    expect(mergeTellings([]).recipients).toMatchObject({ assignee: true, boardManager: false });
    expect(mergeTellings([{ kind: 'escalate', percent: 70, level: 1 }]).recipients).toMatchObject({
      assignee: false,
      boardManager: true,
    });
  });
});
