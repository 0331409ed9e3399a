import type { z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import {
  getBackTest,
  getSlaCompliance,
  getSlaPolicy,
  listSlaPolicies,
  startBackTest,
  updateSlaPolicy,
  type BackTest,
} from '../contract';
import { forgetBackTests } from '../jobs/forget-back-tests';
import { countChunk } from '../back-tests/count-chunk';
import { slaBackTests } from '../tables';
import { nineToFive, openDesk, type Desk } from './desk';

type Input = z.input<typeof startBackTest.input>;

let desk: Desk;
let acme: string;
let other: string;
const period = { from: '2024-01-01T00:00:00Z', until: '2024-04-01T00:00:00Z' };
const clockRows = () =>
  desk.test.rows<object>(
    desk.tenant,
    sql`select * from sla_clocks where tenant_id = ${desk.tenant} order by ticket_id, clock, epoch`,
  );

/** Opened, answered and resolved at these times. */
async function ticket(client: string, opened: string, replied: string | null, resolved: string): Promise<string> {
  const id = await desk.open(opened, client);
  if (replied) await desk.reply(replied, id);
  await desk.status(resolved, id, 'Resolved');
  return id;
}

let quick: string;
let slow: string;
let late: string;

beforeAll(async () => {
  desk = await openDesk();
  acme = await desk.client('Acme');
  other = await desk.client('Other');
  // Medium: response 60, resolution 240 minutes around the clock.
  quick = await ticket(acme, '08:00', '08:10', '09:00');
  slow = await ticket(acme, '10:00', '10:45', '13:00');
  late = await ticket(acme, '14:00', null, '20:00');
  await ticket(other, '2024-01-06T08:00', '2024-01-06T08:50', '2024-01-06T11:00');
  await desk.open('2024-01-06T12:00', acme);
});
afterAll(() => desk.close());

async function policyNamed(name: string) {
  const { rows } = await desk.call(listSlaPolicies, {});
  return desk.call(getSlaPolicy, { id: rows.find((row) => row.name === name)?.id ?? '' });
}

async function tried(draft: Input['draft'], within: Pick<Input, 'from' | 'until'> = period): Promise<BackTest> {
  const { id } = await desk.act('2024-04-02T09:00', startBackTest, { draft, ...within });
  return desk.call(getBackTest, { id });
}

async function promisesOf(name: string) {
  const { id, calendarId, targets, settings } = await policyNamed(name);
  return { policyId: id, calendarId, targets: targets.map(({ priorityName: _, ...rest }) => rest), settings };
}

const changesOf = ({ changes }: BackTest) =>
  changes.map(({ ticketId, clock, today, draft }) => [ticketId, clock, today, draft]);

it('gives exactly the present verdicts for a draft equal to the present settings, and writes nothing else', async () => {
  await desk.wait('2024-04-02T08:00');
  const before = await clockRows();
  const test = await tried(await promisesOf('Acme'));
  expect(test).toMatchObject({ state: 'done', done: 3, total: 3, changedCount: 0, changes: [] });
  const report = await desk.call(getSlaCompliance, { ...period, clientId: acme });
  const sum = (side: 'today' | 'draft', outcome: 'met' | 'breached' | 'unanswered') =>
    test.figures.reduce((total, line) => total + line[side][outcome], 0);
  for (const side of ['today', 'draft'] as const) {
    expect(sum(side, 'met')).toBe(4);
    expect(sum(side, 'breached')).toBe(2);
    expect(sum(side, 'unanswered')).toBe(0);
  }
  // The open ticket of the report is breached, but closed ones only are tried.
  expect(report.total).toEqual({ met: 4, breached: 4, unanswered: 0 });
  expect(await clockRows()).toEqual(before);
});

it('turns exactly the tickets that a stricter or a milder target turns', async () => {
  const promises = await promisesOf('Acme');
  const with_ = (clock: string, amount: number) => ({
    ...promises,
    targets: promises.targets.map((target) => (target.clock === clock ? { ...target, amount } : target)),
  });
  const strict = await tried(with_('response', 30));
  expect(changesOf(strict)).toEqual([[slow, 'response', 'met', 'breached']]);
  expect(strict.changes[0]).toMatchObject({ title: 'Printer offline', epoch: 0 });
  const mild = await tried(with_('resolution', 360));
  expect(changesOf(mild)).toEqual([[late, 'resolution', 'breached', 'met']]);
  expect(mild.figures.find(({ clock }) => clock === 'resolution')).toMatchObject({
    today: { met: 2, breached: 1 },
    draft: { met: 3, breached: 0 },
  });
});

it('judges a ticket without a target by one that the draft brings, and the other way round', async () => {
  const promises = await promisesOf('Acme');
  const test = await tried({ ...promises, targets: promises.targets.filter(({ clock }) => clock === 'response') });
  expect(changesOf(test).sort()).toEqual(
    [
      [quick, 'resolution', 'met', null],
      [slow, 'resolution', 'met', null],
      [late, 'resolution', 'breached', null],
    ].sort(),
  );
});

it('tries other hours under every policy that counts by the calendar, in the draft’s own zone', async () => {
  // 5 January 2024: 14:00 to 20:00 UTC is 09:00 to 15:00 in New York; closing at 10:00 leaves one open hour of the six.
  const { calendarId } = await promisesOf('Acme');
  const hours = {
    ...nineToFive,
    timezone: 'America/New_York',
    week: { fri: [['09:00', '10:00'] as [string, string]] },
  };
  const test = await tried({ calendarId, hours });
  expect(changesOf(test)).toEqual([[late, 'resolution', 'breached', 'met']]);
});

it('counts the hour that clocks skip and the one that they repeat as they are', async () => {
  // Sunday 10 March 2024 has 5 real hours from 00:00 to 06:00 in New York.
  const night = {
    ...nineToFive,
    timezone: 'America/New_York',
    week: { sun: [['00:00', '06:00'] as [string, string]] },
  };
  const usual = { ...nineToFive, timezone: 'UTC', week: { sun: [['05:00', '11:00'] as [string, string]] } };
  const dst = await desk.client('Night', { hours: usual, targets: { Medium: [60, 330] } });
  // 05:00Z is midnight in New York; 11:00Z is 07:00 EDT, after the closing at 10:00Z: 360 minutes by UTC, 300 by New York.
  const ticketId = await ticket(dst, '2024-03-10T05:00', '2024-03-10T05:10', '2024-03-10T11:00');
  const { calendarId } = await promisesOf('Night');
  const test = await tried({ calendarId, hours: night });
  expect(changesOf(test)).toEqual([[ticketId, 'resolution', 'breached', 'met']]);
});

it('keeps to the period, and refuses one that is too long, backwards, or a draft that could not be saved', async () => {
  const promises = await promisesOf('Acme');
  const none = await tried(promises, { from: '2023-10-01T00:00:00Z', until: '2024-01-01T00:00:00Z' });
  expect(none).toMatchObject({ state: 'done', done: 0, total: 0, figures: [] });
  const refusedWith = (input: object) =>
    expect(desk.call(startBackTest, { draft: promises, ...period, ...input } as Input)).rejects;
  await refusedWith({ from: '2000-01-01T00:00:00Z' }).toMatchObject({
    message: expect.stringContaining('three years'),
  });
  await refusedWith({ until: period.from }).toMatchObject({ id: 'invalid' });
  await refusedWith({ draft: { ...promises, targets: [promises.targets[0], promises.targets[0]] } }).toMatchObject({
    id: 'invalid',
  });
  const faulty = { ...nineToFive, timezone: 'Mars/Base' };
  await refusedWith({ draft: { calendarId: promises.calendarId, hours: faulty } }).toMatchObject({ id: 'invalid' });
});

it('is replaced by a newer one of the same person, which a running one notices', async () => {
  const promises = await promisesOf('Acme');
  const first = await tried(promises);
  const second = await tried(promises);
  await expect(desk.call(getBackTest, { id: first.id })).rejects.toMatchObject({ id: 'not_found' });
  expect(await desk.test.inside(desk.tenant, (ctx) => countChunk(ctx, first.id))).toBe(false);
  // A job that is given again after its end changes nothing.
  expect(await desk.test.inside(desk.tenant, (ctx) => countChunk(ctx, second.id))).toBe(false);
  expect(await desk.call(getBackTest, { id: second.id })).toEqual(second);
});

it('judges both sides as they were when it was asked for', async () => {
  const promises = await promisesOf('Other');
  const { id } = await desk.call(startBackTest, { draft: promises, ...period }, await desk.moveTo('2024-04-02T09:00'));
  const { version } = await policyNamed('Other');
  const targets = promises.targets.map((target) => ({ ...target, amount: 1 }));
  await desk.call(updateSlaPolicy, { id: promises.policyId, version, targets });
  await desk.settle();
  expect(await desk.call(getBackTest, { id })).toMatchObject({ state: 'done', changedCount: 0 });
});

it('is forgotten after seven days', async () => {
  await tried(await promisesOf('Acme'));
  const left = async (when: string) => {
    await desk.moveTo(when);
    await desk.test.inside(desk.tenant, (ctx) => forgetBackTests.run?.(ctx, { at: when }) ?? Promise.resolve());
    return desk.test.inside(desk.tenant, (ctx) => ctx.db.list(slaBackTests, {}));
  };
  expect(await left('2024-04-09T08:59')).toHaveLength(1);
  expect(await left('2024-04-09T09:01')).toHaveLength(0);
});
