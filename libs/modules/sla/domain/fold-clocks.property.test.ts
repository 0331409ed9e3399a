import { compileCalendar } from '@kelp/std';
import fc from 'fast-check';
import { explainClock } from './explain-clock';
import { currentClock, foldClocks } from './fold-clocks';
import type { SlaFact } from './sla-fact';
import { defaultSlaSettings } from './sla-policy';
import { deskModel, deskSchedule } from './testing/desk-model';
import { policyOf, targeting } from './testing/story';

const minuteMs = 60_000;
const monday = Date.UTC(2024, 0, 8);
const atMinute = (minute: number): Date => new Date(monday + minute * minuteMs);
const desk = compileCalendar(deskSchedule);

/** A minute is open on the desk: Monday to Friday, 9 to 17 UTC. Minute 0 is a Monday at midnight. */
const isOpenMinute = (minute: number): boolean => {
  const day = Math.floor(minute / 1440);
  const hour = Math.floor((minute % 1440) / 60);
  return day % 7 < 5 && hour >= 9 && hour < 17;
};

interface Spell {
  reason: string;
  from: number;
  length: number;
}

/** Walks minute by minute: the end of the minute that uses up the target, or null when it is not used up by `until`. */
function walkedDue(
  start: number,
  target: number,
  spells: Spell[],
  until: number,
): { due: number | null; used: number } {
  let used = 0;
  for (let minute = start; minute < until; minute += 1) {
    const isPaused = spells.some(({ from, length }) => from <= minute && minute < from + length);
    if (!isOpenMinute(minute) || isPaused) continue;
    used += 1;
    if (used === target) return { due: minute + 1, used };
  }
  return { due: null, used };
}

const weekMinutes = 7 * 1440;
const spellArbitrary = fc.record({
  reason: fc.constantFrom('status', 'awaiting_client', 'approval'),
  from: fc.nat(2 * weekMinutes),
  length: fc.integer({ min: 1, max: 3000 }),
});

/** Spells of one reason follow each other; other reasons may overlap them. */
const spellsArbitrary = fc.array(spellArbitrary, { maxLength: 6 }).map((spells) =>
  spells.filter((spell, index) =>
    spells.slice(0, index).every((other) => {
      const isApart = other.from + other.length < spell.from || spell.from + spell.length < other.from;
      return other.reason !== spell.reason || isApart;
    }),
  ),
);

let nextId = 0;
const fact = (minute: number, kind: SlaFact['kind'], data: object = {}): SlaFact =>
  ({ id: `fact-${(nextId += 1)}`, occurredAt: atMinute(minute), kind, data }) as SlaFact;

const spellFacts = (spells: Spell[]): SlaFact[] =>
  spells.flatMap(({ reason, from, length }) => [
    fact(from, 'paused', { reason }),
    fact(from + length, 'resumed', { reason }),
  ]);

const policyFor = (targetMinutes: number) =>
  policyOf({
    calendar: desk,
    targets: { normal: { resolution: { amount: targetMinutes, unit: 'minutes', alwaysOpen: false } } },
  });

describe('pause arithmetic against a model that walks the minutes', () => {
  it('finds the same due, breach and remaining time', () => {
    fc.assert(
      fc.property(fc.nat(weekMinutes), fc.integer({ min: 1, max: 3000 }), spellsArbitrary, (start, target, raw) => {
        const spells = raw.filter(({ from }) => from >= start);
        const end = 5 * weekMinutes;
        const facts = [fact(start, 'created', targeting()), ...spellFacts(spells)];
        const policies = { gold: policyFor(target) };
        const clock = currentClock(foldClocks({ facts, policies, firings: [], now: atMinute(end) }), 'resolution');
        const model = walkedDue(start, target, spells, end);
        if (model.due === null) {
          expect(clock).toMatchObject({ breachedAt: null, remainingMs: (target - model.used) * minuteMs });
        } else {
          expect(clock).toMatchObject({ dueAt: atMinute(model.due), breachedAt: atMinute(model.due) });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the clock on the calendar line, and its explanation adds up to the target', () => {
    fc.assert(
      fc.property(fc.nat(weekMinutes), fc.integer({ min: 3000, max: 9000 }), spellsArbitrary, (start, target, raw) => {
        const facts = [fact(start, 'created', targeting()), ...spellFacts(raw.filter(({ from }) => from >= start))];
        const now = atMinute(3 * weekMinutes);
        const clock = currentClock(
          foldClocks({ facts, policies: { gold: policyFor(target) }, firings: [], now }),
          'resolution',
        );
        if (!clock || clock.breachedAt) return;
        expect(clock.dueAt).toEqual(desk.inverse(clock.startB + clock.pausedB + clock.targetMs));
        expect(explainClock(clock, now).countedMs).toBe(clock.targetMs);
      }),
      { numRuns: 200 },
    );
  });

  it('agrees with the day-walking calendar', () => {
    const model = deskModel();
    fc.assert(
      fc.property(fc.nat(3 * weekMinutes * minuteMs), fc.integer({ min: 1, max: 100 * 3_600_000 }), (from, target) => {
        const start = new Date(monday + from);
        expect(desk.deadline(start, target)).toEqual(model.inverse(model.cumulative(start) + target));
      }),
    );
  });
});

const lifeArbitrary = fc.array(
  fc.tuple(
    fc.nat(weekMinutes),
    fc.constantFrom('paused', 'resumed', 'replied', 'closed', 'reopened', 'retargeted', 'cancelled') as fc.Arbitrary<
      Exclude<SlaFact['kind'], 'created'>
    >,
    fc.constantFrom('status', 'awaiting_client'),
    fc.constantFrom('normal', 'high', 'low', 'untargeted'),
    fc.constantFrom('from_start', 'carry_consumed', 'restart'),
  ),
  { maxLength: 12 },
);

const lifeFacts = (life: [number, SlaFact['kind'], string, string, string][]): SlaFact[] =>
  life.map(([minute, kind, reason, priorityId, mode]) =>
    kind === 'retargeted'
      ? fact(minute, kind, { ...targeting({ priorityId }), mode })
      : fact(minute, kind, kind === 'paused' || kind === 'resumed' ? { reason } : {}),
  );

describe('any life of a ticket', () => {
  const policies = { gold: policyOf({ calendar: desk, rules: [{ kind: 'notify', percent: 75 }] }) };
  const fold = (facts: SlaFact[]) => foldClocks({ facts, policies, firings: [], now: atMinute(2 * weekMinutes) });

  it('gives equal clocks from shuffled and repeated facts', () => {
    const stories = lifeArbitrary.chain((life) => {
      const facts = [fact(0, 'created', targeting()), ...lifeFacts(life)];
      const twice = [...facts, ...facts];
      return fc.tuple(fc.constant(facts), fc.shuffledSubarray(twice, { minLength: twice.length }));
    });
    fc.assert(
      fc.property(stories, ([facts, shuffled]) => {
        expect(fold(shuffled)).toEqual(fold(facts));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps what a clock promises', () => {
    fc.assert(
      fc.property(lifeArbitrary, (life) => {
        for (const clock of fold([fact(0, 'created', targeting()), ...lifeFacts(life)])) {
          const isOpen = clock.state === 'running' || clock.state === 'paused';
          expect(clock.stoppedAt === null).toBe(isOpen);
          expect(clock.met === null).toBe(clock.state !== 'met' && clock.state !== 'missed');
          if (clock.state === 'paused') expect([clock.dueAt, clock.nextFireAt]).toEqual([null, null]);
          if (clock.state !== 'running') expect(clock.nextFireAt).toBeNull();
          if (clock.state === 'missed') expect(clock.breachedAt).not.toBeNull();
          if (clock.met && clock.epoch === 0 && clock.breachedAt) expect(clock.remainingMs).toBeGreaterThanOrEqual(0);
          expect(clock.pausedB).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keys every clock once by name and epoch', () => {
    fc.assert(
      fc.property(lifeArbitrary, (life) => {
        const clocks = fold([fact(0, 'created', targeting()), ...lifeFacts(life)]);
        const keys = clocks.map(({ clock, epoch }) => `${clock} ${epoch}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('pauses nothing that the policy lets run', () => {
    const settings = {
      ...defaultSlaSettings,
      pausing: { status: { response: false, resolution: false } },
    };
    const free = { gold: policyOf({ calendar: desk, settings }) };
    const facts = [fact(0, 'created', targeting()), fact(600, 'paused', { reason: 'status' })];
    const clocks = foldClocks({ facts, policies: free, firings: [], now: atMinute(700) });
    expect(clocks.map(({ state }) => state)).toEqual(['running', 'running']);
  });
});
