import fc from 'fast-check';
import type { WorkItem } from '../contract';
import { arrange, keyOf, type Arrangement } from './arrange';
import { snoozeChoices, snoozeUntil } from './snooze';

const zone = 'America/Chicago';
/** Wednesday 4 March 2026, 10:00 in Chicago. */
const now = new Date('2026-03-04T16:00:00Z');
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
const idAt = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
let made = 0;
const item = (title: string, more: Partial<WorkItem> = {}): WorkItem => ({
  kind: 'ticket',
  id: idAt((made += 1)),
  title,
  href: null,
  number: null,
  note: null,
  client: null,
  status: null,
  priority: null,
  dueAt: null,
  dueOn: null,
  promisedAt: null,
  turn: null,
  wokeAt: null,
  since: hours(-48),
  acts: [],
  version: 1,
  ...more,
});
const promise = (title: string, at: Date, more: Partial<WorkItem> = {}) =>
  item(title, { dueAt: at, promisedAt: at, ...more });
const base: Arrangement = {
  groups: ['today', 'week', 'later', 'waiting'],
  places: new Map(),
  snoozes: new Map(),
  now,
  zone,
};
const titles = (items: WorkItem[], more: Partial<Arrangement> = {}) =>
  arrange(items, { ...base, ...more }).rows.map(({ group, title }) => `${group}: ${title}`);

it('sorts by what to do next: broken, late, soon, waiting for us, today, in hand; whoever waits for the client last', () => {
  const items = [
    item('with the client', { turn: 'client' }),
    item('in hand'),
    item('due on Friday', { dueOn: '2026-03-06' }),
    item('any time today', { dueOn: '2026-03-04' }),
    item('waits for us', { turn: 'us' }),
    promise('due in three hours', hours(3)),
    item('late to-do', { dueOn: '2026-03-03' }),
    promise('broken', hours(-1)),
  ];
  expect(titles(items)).toEqual([
    'today: broken',
    'today: late to-do',
    'today: due in three hours',
    'today: waits for us',
    'today: any time today',
    'week: due on Friday',
    'later: in hand',
    'waiting: with the client',
  ]);
});

it('takes the more urgent, then the longer waiting, where the reason is the same', () => {
  const urgent = { id: idAt(9001), name: 'Urgent', level: 1, position: 1 };
  const low = { ...urgent, name: 'Low', level: 4, position: 4 };
  const items = [
    item('low', { turn: 'us', priority: low }),
    item('younger', { turn: 'us', priority: urgent, since: hours(-1) }),
    item('older', { turn: 'us', priority: urgent, since: hours(-9) }),
  ];
  expect(titles(items)).toEqual(['today: older', 'today: younger', 'today: low']);
});

it('leaves things where the person put them, below broken promises that nobody placed', () => {
  const [a, b, broken, fresh] = [
    item('a', { turn: 'us' }),
    item('b'),
    promise('broken', hours(-1)),
    item('fresh', { turn: 'us' }),
  ];
  const places = new Map([
    [keyOf(b), { group: 'today', position: 0 }],
    [keyOf(a), { group: 'today', position: 1 }],
  ]);
  expect(titles([a, b, broken, fresh], { places })).toEqual(['today: broken', 'today: b', 'today: a', 'today: fresh']);
  const gone = new Map([[keyOf(b), { group: idAt(77), position: 0 }]]);
  expect(titles([b], { places: gone })).toEqual(['later: b']);
});

describe('snoozing', () => {
  const off = (one: WorkItem, untilAt: Date | null, setAt = now) => new Map([[keyOf(one), { untilAt, setAt }]]);

  it('hides until the instant and not a millisecond longer', () => {
    const one = item('x');
    const { rows, snoozed, nextAt } = arrange([one], { ...base, snoozes: off(one, hours(3)) });
    expect(rows).toEqual([]);
    expect(snoozed[0]?.until).toEqual(hours(3));
    expect(nextAt).toEqual(hours(3));
    expect(titles([one], { snoozes: off(one, hours(3)), now: hours(3) })).toEqual(['later: x']);
  });

  it('ends when the promise breaks', () => {
    const one = promise('x', hours(2));
    const snoozes = off(one, hours(48));
    expect(arrange([one], { ...base, snoozes }).snoozed[0]?.until).toEqual(hours(2));
    expect(titles([one], { snoozes, now: hours(2) })).toEqual(['today: x']);
  });

  it('ends when the client writes, and not by a word from before', () => {
    const before = item('x', { wokeAt: hours(-1) });
    expect(arrange([before], { ...base, snoozes: off(before, hours(48)) }).rows).toEqual([]);
    const after = { ...before, wokeAt: hours(1), turn: 'us' as const };
    expect(titles([after], { snoozes: off(after, hours(48)), now: hours(1) })).toEqual(['today: x']);
  });

  it('keeps what is done with away, without a time to come back', () => {
    const one = item('mention', { kind: 'mention' });
    const { rows, snoozed } = arrange([one], { ...base, snoozes: off(one, null) });
    expect([rows, snoozed]).toEqual([[], []]);
  });

  it('never hides a broken promise or a later word of the client, and loses nothing, whatever the clock', () => {
    const time = fc.integer({ min: -200, max: 200 }).map(hours);
    const maybe = fc.option(time, { nil: null });
    fc.assert(
      fc.property(maybe, maybe, time, time, time, (promisedAt, wokeAt, untilAt, setAt, at) => {
        const one = item('x', { promisedAt, dueAt: promisedAt, wokeAt });
        const { rows, snoozed, nextAt } = arrange([one], { ...base, now: at, snoozes: off(one, untilAt, setAt) });
        expect(rows.length + snoozed.length).toBe(1);
        if (promisedAt && promisedAt <= at) expect(rows).toHaveLength(1);
        if (wokeAt && wokeAt > setAt && wokeAt <= at) expect(rows).toHaveLength(1);
        if (untilAt <= at) expect(rows).toHaveLength(1);
        if (snoozed[0]) expect(snoozed[0].until > at).toBe(true);
        expect(nextAt && nextAt > at).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

it('offers mornings on the wall of the zone, over a change of the clocks too', () => {
  // Saturday 7 March 2026, 20:00 in Chicago; clocks go forward in the night
  const saturday = new Date('2026-03-08T02:00:00Z');
  expect(snoozeUntil('tomorrow', saturday, zone)).toEqual(new Date('2026-03-08T13:00:00Z'));
  expect(snoozeUntil('next_week', saturday, zone)).toEqual(new Date('2026-03-09T13:00:00Z'));
  expect(snoozeChoices(saturday, zone).map(({ preset }) => preset)).toEqual(['later_today', 'tomorrow', 'next_week']);
  // 21:30: three hours on is tomorrow; and on a Sunday "next week" is tomorrow
  const lateSunday = new Date('2026-03-09T02:30:00Z');
  expect(snoozeChoices(lateSunday, zone).map(({ preset }) => preset)).toEqual(['tomorrow']);
  expect(snoozeUntil('later_today', now, zone)).toEqual(hours(3));
});
