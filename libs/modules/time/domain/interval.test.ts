import fc from 'fast-check';
import {
  adjust,
  closeForgotten,
  conversion,
  endOf,
  idleMs,
  leave,
  leaveOpen,
  look,
  looked,
  lookedMs,
  merge,
  stay,
  type Change,
  type Clock,
  type Interval,
} from './interval';
import { usualSchedule } from './work-schedule';

const zone = 'America/Chicago';
const minute = 60_000;
const [a, b] = [
  { id: 'a', number: 'T1', title: 'Printer' },
  { id: 'b', number: 'T2', title: 'Mail' },
];
/** Tuesday, 10 March 2026, nine in the morning in Chicago. */
const nine = Date.UTC(2026, 2, 10, 14);
let ids = 0;
const at = (now: number): Clock => ({ now, zone, schedule: usualSchedule, newId: () => `i${(ids += 1)}` });
const apply = (all: readonly Interval[], { put, remove }: Change): Interval[] => [
  ...all.filter(({ id }) => !remove.includes(id) && !put.some((one) => one.id === id)),
  ...put,
];
const only = (all: readonly Interval[], id: string) => all.filter(({ ticket }) => ticket.id === id);

/** Looks at the ticket from one minute to another. */
function visit(all: Interval[], ticket: Interval['ticket'], from: number, to: number): Interval[] {
  const open = apply(all, look(all, 'tess', ticket, at(nine + from * minute)));
  const one = open.find(({ endAt, ticket: { id } }) => endAt === null && id === ticket.id);
  return one ? apply(open, leave(one, nine + to * minute)) : open;
}

it('begins now, goes on when the ticket is opened again soon, and notes the absence as a gap', () => {
  let all = visit([], a, 0, 20);
  all = visit(all, b, 20, 23);
  all = visit(all, a, 23, 30);
  expect(only(all, 'a')).toHaveLength(1);
  const [one] = only(all, 'a');
  expect(one).toMatchObject({ startAt: nine, endAt: nine + 30 * minute, day: '2026-03-10' });
  expect(one?.gaps).toEqual([{ from: nine + 20 * minute, to: nine + 23 * minute }]);
  expect(one && lookedMs(one)).toBe(27 * minute);
  // after longer it is another one of the same day
  expect(only(visit(all, a, 60, 70), 'a')).toHaveLength(2);
});

it('goes on in a second tab and after a reload, but not for somebody else', () => {
  const open = apply([], look([], 'tess', a, at(nine)));
  const again = apply(open, look(open, 'tess', a, at(nine + minute)));
  expect(again).toHaveLength(1);
  expect(again[0]).toMatchObject({ startAt: nine, endAt: null, gaps: [] });
  expect(apply(again, look(again, 'tom', a, at(nine + minute)))).toHaveLength(2);
});

it('ends one that was open but unseen when it was last seen', () => {
  const open = apply([], look([], 'tess', a, at(nine)));
  const seen = open.flatMap((one) => stay(one, at(nine + 10 * minute)).put);
  const back = apply(seen, look(seen, 'tess', a, at(nine + 40 * minute)));
  expect(back.map(({ endAt }) => endAt)).toEqual([nine + 10 * minute, null]);
});

it('closes what an earlier day left open at five, or at its own start when it began later, and says so', () => {
  const tomorrow = at(nine + 24 * 60 * minute);
  const open = apply([], look([], 'tess', a, at(nine)));
  expect(closeForgotten(open, tomorrow).put[0]).toMatchObject({ endAt: Date.UTC(2026, 2, 10, 22), isAutoClosed: true });
  const late = apply([], look([], 'tess', a, at(nine + 10 * 60 * minute)));
  expect(closeForgotten(late, tomorrow).put[0]).toMatchObject({ endAt: nine + 600 * minute, isAutoClosed: true });
  expect(closeForgotten(open, at(nine + minute)).put).toEqual([]);
  // looking at the ticket closes yesterday's as well
  expect(look(open, 'tess', a, tomorrow).put).toMatchObject([
    { isAutoClosed: true },
    { endAt: null, day: '2026-03-11' },
  ]);
});

it('cuts at midnight and forgets what only passed through', () => {
  const evening = nine + 14.5 * 60 * minute;
  const [open] = apply([], look([], 'tess', a, at(evening)));
  expect(open && stay(open, at(evening + 45 * minute)).put).toMatchObject([
    { day: '2026-03-10', endAt: Date.UTC(2026, 2, 11, 5) },
    { day: '2026-03-11', startAt: Date.UTC(2026, 2, 11, 5), endAt: null },
  ]);
  expect(open && leave(open, evening + 14_000)).toEqual({ put: [], remove: [open?.id] });
});

it('merges one ticket from first start to last end, lists the gaps, and converts with or without them', () => {
  const all = visit(visit(visit([], a, 0, 20), b, 20, 59), a, 60, 90);
  const whole = merge(only(all, 'a'));
  expect(whole).toMatchObject({ startAt: nine, endAt: nine + 90 * minute });
  expect(whole.gaps).toEqual([{ from: nine + 20 * minute, to: nine + 60 * minute }]);
  expect(conversion(only(all, 'a'), [])).toEqual({ startedAt: new Date(nine), minutes: 90 });
  expect(conversion(only(all, 'a'), whole.gaps)).toEqual({ startedAt: new Date(nine), minutes: 50 });
  expect(() => conversion(all, [])).toThrow('one ticket only');
  expect(() => merge([])).toThrow('at least one');
  const moved = adjust(whole, nine + 30 * minute, nine + 70 * minute, zone);
  expect(moved.gaps).toEqual([{ from: nine + 30 * minute, to: nine + 60 * minute }]);
  expect(() => adjust(whole, nine, nine, zone)).toThrow('after the start');
  const days = [
    ...only(all, 'a'),
    { ...whole, id: 'x', startAt: nine + 2880 * minute, endAt: nine + 2890 * minute, gaps: [] },
  ];
  expect(() => conversion(days, [])).toThrow('24 hours');
});

it('neither invents nor loses time: what is merged covers exactly what was looked at', () => {
  const visits = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 30 }), fc.boolean()), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(visits, (steps) => {
      let [all, clock, onA] = [[] as Interval[], 0, 0];
      for (const [stays, away, isA] of steps) {
        all = visit(all, isA ? a : b, clock, clock + stays);
        if (isA) onA += stays;
        clock += stays + away;
      }
      const mine = only(all, 'a');
      if (mine.length === 0) return;
      const whole = merge(mine);
      expect(lookedMs(whole)).toBe(onA * minute);
      expect(endOf(whole) - whole.startAt).toBe(
        lookedMs(whole) + whole.gaps.reduce((sum, { from, to }) => sum + to - from, 0),
      );
      expect(looked(whole).every(({ from, to }) => from < to)).toBe(true);
      // two of one day lie further apart than the idle time
      const sorted = [...mine].sort((x, y) => x.startAt - y.startAt);
      sorted
        .slice(1)
        .forEach((one, index) => expect(one.startAt - endOf(sorted[index] ?? one)).toBeGreaterThan(idleMs));
    }),
  );
});

it('ends where it is left, or with its working day when that is noticed on a later day', () => {
  const [one] = apply([], look([], 'tess', a, at(nine)));
  if (!one) throw new Error('It was looked at.');
  const same = leaveOpen(one, nine + 30 * minute, at(nine + 40 * minute));
  expect(same.put).toMatchObject([{ endAt: nine + 30 * minute, isAutoClosed: false }]);
  const tomorrow = nine + 24 * 60 * minute;
  // five in the afternoon in Chicago
  expect(leaveOpen(one, tomorrow, at(tomorrow)).put).toMatchObject([
    { endAt: Date.UTC(2026, 2, 10, 22), isAutoClosed: true },
  ]);
});
