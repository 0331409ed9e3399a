import { raiseLevel, crossThresholds } from './thresholds';
import type { SlaRule } from './sla-policy';
import type { Line } from './testing/story';
import { at, clockAfter, policyOf, targeting } from './testing/story';

const rules: SlaRule[] = [
  { kind: 'notify', percent: 50 },
  { kind: 'escalate', percent: 70, level: 1 },
  { kind: 'notify', percent: 75 },
  { kind: 'notify', percent: 90 },
  { kind: 'escalate', percent: 90, level: 2 },
  { kind: 'notify', percent: 100 },
  { kind: 'escalate', percent: 110, level: 3 },
  { kind: 'escalate', percent: null, level: 4 },
];
const policies = [policyOf({ rules })];
const created: Line = ['10:00', 'created', { ...targeting() }];
const fired = (...percents: number[]) => percents.map((percent) => ({ clock: 'response' as const, epoch: 0, percent }));

describe('threshold instants', () => {
  it('lie on the line of counted time: 15 minutes at 75 % are 11 minutes 15 seconds', () => {
    const story: Line[] = [['10:00', 'created', { ...targeting({ priorityId: 'high' }) }]];
    const clock = clockAfter('response', story, { now: '10:01', policies, firings: fired(50, 70) });
    expect(clock).toMatchObject({ nextPercent: 75, nextFireAt: at('10:11:15') });
  });

  it('follow the pauses, past the due too', () => {
    const story: Line[] = [
      created,
      ['11:03', 'paused', { reason: 'status' }],
      ['12:00', 'resumed', { reason: 'status' }],
    ];
    const clock = clockAfter('response', story, { now: '12:01', policies, firings: fired(50, 70, 75, 90, 100) });
    expect(clock).toMatchObject({ nextPercent: 110, nextFireAt: at('12:03') });
  });

  it('always include the breach, one millisecond after the due', () => {
    const clock = clockAfter('response', [created], { now: '10:01' });
    expect(clock).toMatchObject({ nextPercent: 100, nextFireAt: at('11:00:00.001') });
  });

  it('switch a level off by a null percent', () => {
    const clock = clockAfter('response', [created], { now: '10:01', policies });
    expect(clock.thresholds.map(({ percent }) => percent)).toEqual([50, 70, 75, 90, 100, 110]);
  });

  it('do not fire the same percents again after a retarget that puts the clock back', () => {
    const story: Line[] = [created, ['10:35', 'retargeted', { ...targeting({ priorityId: 'low' }) }]];
    const clock = clockAfter('response', story, { now: '10:40', policies, firings: fired(50) });
    expect(clock).toMatchObject({ nextPercent: 70, nextFireAt: at('15:36') });
  });

  it('do not warn again in a new epoch about what was crossed before the close', () => {
    const story: Line[] = [created, ['12:30', 'closed'], ['20:00', 'reopened']];
    const clock = clockAfter('resolution', story, { now: '20:01', policies });
    expect(clock).toMatchObject({ epoch: 1, nextPercent: 70, nextFireAt: at('20:18') });
  });
});

describe('crossing thresholds', () => {
  const cross = (now: string, firings: ReturnType<typeof fired>, silentBefore: Date | null = null) => {
    const clock = clockAfter('response', [created], { now, policies, firings });
    return crossThresholds(clock, rules, firings, at(now), silentBefore);
  };

  it('crosses one at its instant', () => {
    expect(cross('10:29:59', [])).toEqual({ firings: [], notifyPercent: null, escalateToLevel: null });
    expect(cross('10:30', [])).toEqual({
      firings: [{ percent: 50, crossedAt: at('10:30'), mode: 'sent' }],
      notifyPercent: 50,
      escalateToLevel: null,
    });
  });

  it('records all after an outage and sends the highest only', () => {
    const crossing = cross('12:00', fired(50));
    expect(crossing.firings.map(({ percent, mode }) => [percent, mode])).toEqual([
      [70, 'coalesced'],
      [75, 'coalesced'],
      [90, 'coalesced'],
      [100, 'sent'],
      [110, 'sent'],
    ]);
    expect(crossing).toMatchObject({ notifyPercent: 100, escalateToLevel: 3 });
  });

  it('fires notification and escalation of one percent together', () => {
    expect(cross('10:54', fired(50, 70, 75))).toMatchObject({ notifyPercent: 90, escalateToLevel: 2 });
  });

  it('keeps the clocks apart: a fired response percent does not block resolution', () => {
    const clock = clockAfter('resolution', [created], { now: '12:00', policies, firings: fired(50) });
    expect(crossThresholds(clock, rules, fired(50), at('12:00')).firings).toHaveLength(1);
  });

  it('records what was past before an import without telling anybody', () => {
    const crossing = cross('10:50', [], at('10:46'));
    expect(crossing.firings.every(({ mode }) => mode === 'suppressed')).toBe(true);
    expect(crossing).toMatchObject({ notifyPercent: null, escalateToLevel: null });
  });

  it('crosses nothing that lies after the stop', () => {
    const clock = clockAfter('response', [created, ['10:40', 'replied']], { now: '12:00', policies });
    expect(crossThresholds(clock, rules, [], at('12:00')).firings.map(({ percent }) => percent)).toEqual([50]);
  });

  it('only ever raises the level', () => {
    expect([raiseLevel(0, 2), raiseLevel(3, 1), raiseLevel(2, null)]).toEqual([2, 3, 2]);
  });
});
