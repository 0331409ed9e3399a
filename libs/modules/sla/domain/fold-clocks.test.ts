import { currentClock } from './fold-clocks';
import { aroundTheClock, defaultSlaSettings } from './sla-policy';
import { deskModel } from './testing/desk-model';
import type { Line } from './testing/story';
import { at, clockAfter, clocksAfter, minutesLeft, policyOf, targeting } from './testing/story';

const created: Line = ['10:00', 'created', { ...targeting() }];
const pause = (from: string, to: string, reason = 'status'): Line[] => [
  [from, 'paused', { reason }],
  [to, 'resumed', { reason }],
];

describe('two independent clocks', () => {
  it('stops response at the first reply and resolution at the close', () => {
    const story: Line[] = [created, ['10:40', 'replied'], ['12:00', 'closed']];
    const [response, resolution] = clocksAfter(story, { now: '15:00' });
    expect(response).toMatchObject({ clock: 'response', state: 'met', stoppedAt: at('10:40'), dueAt: at('11:00') });
    expect(resolution).toMatchObject({ clock: 'resolution', state: 'met', stoppedAt: at('12:00'), dueAt: at('14:00') });
  });

  it('counts the due instant itself as in time, and the next millisecond as late', () => {
    const inTime = clockAfter('response', [created, ['11:00:00.000', 'replied']], { now: '12:00' });
    expect(inTime).toMatchObject({ state: 'met', met: true, breachedAt: null });
    const late = clockAfter('response', [created, ['11:00:00.001', 'replied']], { now: '12:00' });
    expect(late).toMatchObject({ state: 'missed', met: false, breachedAt: at('11:00') });
  });

  it('keeps an overdue clock running, with its breach as a fact of its own', () => {
    const clock = clockAfter('response', [created], { now: '11:30' });
    expect(clock).toMatchObject({ state: 'running', dueAt: at('11:00'), breachedAt: at('11:00'), met: null });
    expect(minutesLeft(clock)).toBe(-30);
    expect(clockAfter('response', [created], { now: '11:00' }).breachedAt).toBeNull();
  });
});

describe('pauses', () => {
  it('takes overlapping reasons as one pause', () => {
    const story = [created, ...pause('10:10', '10:30'), ...pause('10:20', '10:50', 'awaiting_client')];
    const clock = clockAfter('response', story, { now: '10:55' });
    expect(clock.dueAt).toEqual(at('11:40'));
    expect(clock.pausedB).toBe(40 * 60_000);
    expect(clock.pauses).toEqual([{ from: at('10:10'), to: at('10:50'), reasons: ['status', 'awaiting_client'] }]);
  });

  it('does not resume while another reason holds', () => {
    const story: Line[] = [created, ...pause('10:10', '10:30'), ['10:20', 'paused', { reason: 'awaiting_client' }]];
    expect(clockAfter('response', story, { now: '10:45' }).state).toBe('paused');
  });

  it('costs business time, not wall time', () => {
    const desk = policyOf({ calendar: deskModel() });
    const story: Line[] = [
      ['2024-01-05T15:00', 'created', { ...targeting() }],
      ...pause('2024-01-05T16:00', '2024-01-08T10:00'),
    ];
    const clock = clockAfter('resolution', story, { now: '2024-01-08T10:00', policies: [desk] });
    expect(clock.dueAt).toEqual(at('2024-01-08T13:00'));
    expect(clock.pausedB).toBe(2 * 3_600_000);
  });

  it('costs nothing wholly outside opening hours', () => {
    const desk = policyOf({ calendar: deskModel() });
    const before: Line[] = [['2024-01-05T15:00', 'created', { ...targeting() }]];
    const story = [...before, ...pause('2024-01-05T18:00', '2024-01-08T08:00')];
    const options = { now: '2024-01-08T09:00', policies: [desk] };
    expect(clockAfter('resolution', story, options).dueAt).toEqual(clockAfter('resolution', before, options).dueAt);
  });

  it('never floors: three pauses of 45 seconds move the due by 135 seconds', () => {
    const story = [
      created,
      ...pause('10:10:00', '10:10:45'),
      ...pause('10:20:00', '10:20:45'),
      ...pause('10:30:00', '10:30:45'),
    ];
    expect(clockAfter('response', story, { now: '10:40' }).dueAt).toEqual(at('11:02:15'));
  });

  it('does not undo a breach that happened before it, nor move the due it had', () => {
    const clock = clockAfter('response', [created, ...pause('11:30', '12:30')], { now: '12:40' });
    expect(clock).toMatchObject({ breachedAt: at('11:00'), dueAt: at('11:00'), state: 'running' });
    expect(minutesLeft(clock)).toBe(-40);
  });

  it('freezes: no due, nothing to fire, the remaining time stands still', () => {
    const story: Line[] = [created, ['10:30', 'paused', { reason: 'status' }]];
    const clock = clockAfter('resolution', story, { now: '13:00' });
    expect(clock).toMatchObject({ state: 'paused', dueAt: null, nextFireAt: null, nextPercent: null });
    expect(clock.frozenB).toBe(aroundTheClock.cumulative(at('10:30')));
    expect(minutesLeft(clock)).toBe(210);
  });

  it('stops only the clocks that the policy names for the reason', () => {
    const settings = { ...defaultSlaSettings, pausing: { status: { response: false, resolution: true } } };
    const story: Line[] = [created, ...pause('10:10', '10:40')];
    const options = { now: '10:50', policies: [policyOf({ settings })] };
    expect(clockAfter('response', story, options).dueAt).toEqual(at('11:00'));
    expect(clockAfter('resolution', story, options).dueAt).toEqual(at('14:30'));
  });

  it('judges a clock closed while paused by when the pause began', () => {
    const story: Line[] = [created, ['10:59', 'paused', { reason: 'status' }], ['18:00', 'closed']];
    expect(clockAfter('resolution', story, { now: '19:00' })).toMatchObject({ state: 'met', breachedAt: null });
  });
});

describe('born paused and born closed', () => {
  it('runs nothing until it leaves the pausing status', () => {
    const paused: Line[] = [created, ['10:00', 'paused', { reason: 'status' }]];
    const frozen = clockAfter('response', paused, { now: '10:45' });
    expect(frozen).toMatchObject({ state: 'paused', dueAt: null });
    expect(minutesLeft(frozen)).toBe(60);
    const resumed: Line[] = [...paused, ['11:00', 'resumed', { reason: 'status' }]];
    expect(clockAfter('response', resumed, { now: '11:10' }).dueAt).toEqual(at('12:00'));
  });

  it('is met at once when born closed, fires nothing and stays out of the response figures', () => {
    const [response, resolution] = clocksAfter([created, ['10:00', 'closed']], { now: '18:00' });
    expect(response).toMatchObject({ state: 'met', nextFireAt: null, isInFigures: false });
    expect(resolution).toMatchObject({ state: 'met', nextFireAt: null, breachedAt: null, isInFigures: true });
  });
});

describe('retargeting', () => {
  const raise = (when: string, data = {}): Line => [
    when,
    'retargeted',
    { ...targeting({ priorityId: 'high' }), ...data },
  ];

  it('re-counts from the start and lets a given verdict stand', () => {
    const story: Line[] = [created, ['10:10', 'replied'], raise('10:30')];
    const [response, resolution] = clocksAfter(story, { now: '10:31' });
    expect(response).toMatchObject({ state: 'met', targetMs: 60 * 60_000 });
    expect(resolution).toMatchObject({ state: 'running', dueAt: at('11:00'), targetMs: 60 * 60_000 });
  });

  it('dates a breach caused by a retarget to the retarget, not back', () => {
    const clock = clockAfter('resolution', [created, ['10:10', 'replied'], raise('12:00')], { now: '12:01' });
    expect(clock).toMatchObject({ dueAt: at('11:00'), breachedAt: at('12:00') });
  });

  it('offers to carry what was counted when the calendar changes', () => {
    const desk = policyOf({ calendar: deskModel() });
    const day = policyOf({
      id: 'around',
      targets: { high: { resolution: { amount: 180, unit: 'minutes', alwaysOpen: true } } },
    });
    const story = (mode: string): Line[] => [
      ['2024-01-05T16:00', 'created', { ...targeting() }],
      ['2024-01-08T08:00', 'retargeted', { ...targeting({ policyId: 'around', priorityId: 'high' }), mode }],
    ];
    const options = { now: '2024-01-08T08:01', policies: [desk, day] };
    const fromStart = clockAfter('resolution', story('from_start'), options);
    expect(fromStart).toMatchObject({ dueAt: at('2024-01-05T19:00'), breachedAt: at('2024-01-08T08:00') });
    const carried = clockAfter('resolution', story('carry_consumed'), options);
    expect(carried).toMatchObject({ dueAt: at('2024-01-08T10:00'), breachedAt: null });
    const restarted = clockAfter('resolution', story('restart'), options);
    expect(restarted.dueAt).toEqual(at('2024-01-08T11:00'));
  });

  it('is missed when what it brings along is more than the new target, even if the ticket is closed in the same act', () => {
    const carry: Line = ['10:30', 'retargeted', { ...targeting({ priorityId: 'high' }), mode: 'carry_consumed' }];
    const clock = clockAfter('response', [['10:00', 'created', { ...targeting() }], carry, ['10:30', 'replied']], {
      now: '10:31',
    });
    expect(clock).toMatchObject({ state: 'missed', met: false, breachedAt: at('10:30') });
  });

  it('puts an open clock back on track when lowered after a breach, and keeps the breach', () => {
    const story: Line[] = [created, ['11:30', 'retargeted', { ...targeting({ priorityId: 'low' }) }]];
    const clock = clockAfter('response', story, { now: '12:00' });
    expect(clock).toMatchObject({ state: 'running', dueAt: at('18:00'), breachedAt: at('11:00') });
    const answered = clockAfter('response', [...story, ['13:00', 'replied']], { now: '14:00' });
    expect(answered).toMatchObject({ state: 'met', met: true, breachedAt: at('11:00') });
  });

  it('keeps paused time', () => {
    const story = [created, ...pause('10:10', '10:30'), raise('10:40')];
    expect(clockAfter('resolution', story, { now: '10:41' }).dueAt).toEqual(at('11:20'));
  });

  it('has no clocks, and no verdict, without a target for the priority', () => {
    expect(
      clocksAfter([['10:00', 'created', { ...targeting({ priorityId: 'untargeted' }) }]], { now: '20:00' }),
    ).toEqual([]);
    expect(clocksAfter([['10:00', 'created', { ...targeting({ policyId: null }) }]], { now: '20:00' })).toEqual([]);
  });

  it('cancels the clocks that a new policy lacks and begins those it adds', () => {
    const bronze = policyOf({
      id: 'bronze',
      targets: { normal: { resolution: { amount: 8, unit: 'business_hours', alwaysOpen: true } } },
    });
    const moved: Line = ['10:20', 'retargeted', { ...targeting({ policyId: 'bronze', level: 'board' }) }];
    const policies = [policyOf(), bronze];
    const [response, resolution] = clocksAfter([created, moved], { now: '10:30', policies });
    expect(response).toMatchObject({ state: 'cancelled', isInFigures: false, nextFireAt: null });
    expect(resolution).toMatchObject({ state: 'running', dueAt: at('18:00'), level: 'board', policyId: 'bronze' });
    const back: Line = ['10:40', 'retargeted', { ...targeting() }];
    const again = clockAfter('response', [created, moved, back], { now: '10:45', policies });
    expect(again).toMatchObject({ state: 'running', epoch: 1, dueAt: at('11:00') });
  });

  it('changes nothing when a board move resolves to the same client policy', () => {
    const settings = { ...defaultSlaSettings, retargetMode: 'restart' as const };
    const policies = [policyOf({ settings })];
    const story: Line[] = [created, ['10:30', 'retargeted', { ...targeting() }]];
    expect(clockAfter('response', story, { now: '10:31', policies }).dueAt).toEqual(at('11:00'));
  });
});

describe('closing and reopening', () => {
  const reopened: Line[] = [created, ['12:00', 'closed'], ['20:00', 'reopened']];

  it('leaves the closed time out and reports both spells', () => {
    const clocks = clocksAfter([...reopened, ['21:30', 'closed']], { now: '23:00' });
    const [first, second] = clocks.filter((clock) => clock.clock === 'resolution');
    expect(first).toMatchObject({ epoch: 0, state: 'met', stoppedAt: at('12:00') });
    expect(second).toMatchObject({ epoch: 1, state: 'met', dueAt: at('22:00'), stoppedAt: at('21:30') });
  });

  it('can start afresh or count from the creation', () => {
    const mode = (reopenMode: 'fresh' | 'from_creation') => ({
      now: '20:01',
      policies: [policyOf({ settings: { ...defaultSlaSettings, reopenMode } })],
    });
    const fresh = clockAfter('resolution', reopened, mode('fresh'));
    expect(fresh).toMatchObject({ dueAt: at('2024-01-06T00:00'), epoch: 1 });
    const counted = clockAfter('resolution', reopened, mode('from_creation'));
    expect(counted).toMatchObject({ dueAt: at('14:00'), breachedAt: at('20:00') });
  });

  it('takes resolved and then closed as one close', () => {
    const story: Line[] = [created, ['12:00', 'closed'], ['15:00', 'closed']];
    expect(clockAfter('resolution', story, { now: '16:00' })).toMatchObject({ state: 'met', stoppedAt: at('12:00') });
  });

  it('leaves the response unanswered when closed without a reply, and resumes it on reopening', () => {
    expect(clockAfter('response', [created, ['10:30', 'closed']], { now: '12:00' })).toMatchObject({
      state: 'unanswered',
      met: null,
    });
    const again: Line[] = [created, ['10:30', 'closed'], ['12:00', 'reopened']];
    expect(clockAfter('response', again, { now: '12:10' })).toMatchObject({ epoch: 1, dueAt: at('12:30') });
  });

  it('can count the close as the response', () => {
    const policies = [policyOf({ settings: { ...defaultSlaSettings, closeCountsAsResponse: true } })];
    const clock = clockAfter('response', [created, ['10:30', 'closed']], { now: '12:00', policies });
    expect(clock).toMatchObject({ state: 'met', stoppedAt: at('10:30') });
  });

  it('leaves the figures when the ticket is merged away', () => {
    const clocks = clocksAfter([created, ['10:30', 'cancelled'], ['11:30', 'replied']], { now: '20:00' });
    expect(clocks.map((clock) => [clock.state, clock.isInFigures, clock.breachedAt])).toEqual([
      ['cancelled', false, null],
      ['cancelled', false, null],
    ]);
  });
});

describe('a fold over facts', () => {
  it('takes the earliest reply by its own time, whatever the order of delivery', () => {
    const story: Line[] = [['10:50', 'replied'], ['10:20', 'replied'], created, ['09:00', 'replied']];
    expect(clockAfter('response', story, { now: '12:00' }).stoppedAt).toEqual(at('10:20'));
  });

  it('knows no clocks before the creation is known', () => {
    expect(clocksAfter([['10:20', 'replied']], { now: '12:00' })).toEqual([]);
  });

  it('keeps startB + pausedB + targetMs on the calendar line of the due', () => {
    const desk = policyOf({ calendar: deskModel() });
    const story: Line[] = [
      ['2024-01-05T15:00', 'created', { ...targeting() }],
      ...pause('2024-01-05T16:00', '2024-01-08T10:00'),
    ];
    const clock = clockAfter('resolution', story, { now: '2024-01-08T10:00', policies: [desk] });
    expect(desk.calendar.inverse(clock.startB + clock.pausedB + clock.targetMs)).toEqual(clock.dueAt);
  });

  it('finds the clock with the highest epoch', () => {
    const clocks = clocksAfter([created, ['12:00', 'closed'], ['20:00', 'reopened']], { now: '20:10' });
    expect(currentClock(clocks, 'resolution')?.epoch).toBe(1);
    expect(currentClock([], 'resolution')).toBeUndefined();
  });
});
