import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startSchedule, startWork, type Engines } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refoldTickets } from '@kelp/sla';
import { withHouse } from '../apps/scheduler/commands/open-house';
import { fireRows, rewriteClocks } from './limits/fire-rows';
import { percentile } from './method/percentiles';
import { alternate, option, printHead, printResult, type Sample } from './method/rounds';
import { analyze } from './workspace/load-workspaces';
import { addHot, addResting, inside, makeClockRoom, type ClockRoom } from './workspace/make-clocks';

/** Half of all clocks in one workspace, the rest in so many others; four calendars each, in zones with summer time. */
const others = 49;
const minute = 60_000;

const firedOf = (engines: Engines, { tenant }: ClockRoom, ids: readonly string[]) =>
  inside(engines, tenant, (ctx) =>
    ctx.db.rows<{ late: number; atOnce: number }>(
      sql`select extract(epoch from fired_at - crossed_at)::float8 * 1000 as late, count(*) over ()::int as at_once from sla_firings
          where tenant_id = ${tenant} and ticket_id = any(${ids}::uuid[]) and clock = 'response' order by late`,
    ),
  );

async function untilFired(engines: Engines, room: ClockRoom, ids: readonly string[]): Promise<number[]> {
  for (;;) {
    const rows = await firedOf(engines, room, ids);
    if (rows.length >= ids.length) return rows.map(({ late }) => late);
    await delay(250);
  }
}

const cpuSeconds = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

/** How late each fires when so many come due within one minute, and what that costs beside a minute in which none does. */
async function measureLateness(engines: Engines, room: ClockRoom, count: number): Promise<void> {
  const resting = process.cpuUsage();
  await delay(20_000);
  const idle = cpuSeconds(resting) / 20;
  const from = new Date(Date.now() + Math.max(30_000, count * 4));
  const ids = await addHot(engines, room, count, from, minute);
  const ready = from.getTime() - Date.now();
  if (ready < 0)
    throw new Error('The clocks were not ready before the first came due: the machine is too slow for so many.');
  await delay(ready);
  const begin = process.cpuUsage();
  const late = await untilFired(engines, room, ids);
  const busy = cpuSeconds(begin);
  const ms = (share: number) => `${percentile(late, share).toFixed(0)} ms`;
  console.log(
    `${count} due within one minute: late ${ms(0.5)} median, ${ms(0.99)} p99, ${ms(1)} at most; ` +
      `${(((busy - (idle * minute) / 1000) / count) * 1e6).toFixed(0)} CPU-µs each; nothing due: ${(idle * 100).toFixed(2)} % of a core`,
  );
}

interface Clients {
  app: pg.Client;
  system: pg.Client;
}

/** So many overdue at once: how fast they are worked off, beside the same rows written by set. */
async function measureStorm(engines: Engines, room: ClockRoom, { app, system }: Clients, count: number): Promise<void> {
  const ours = async (): Promise<Sample> => {
    const running = [await startWork(engines)];
    // All are due before the sweep starts.
    const ids = await addHot(engines, room, count, new Date(Date.now() - 1000), 1);
    const cpu = process.cpuUsage();
    const begin = performance.now();
    running.push(await startSchedule(engines));
    await untilFired(engines, room, ids);
    const seconds = (performance.now() - begin) / 1000;
    const used = cpuSeconds(cpu);
    await Promise.all(running.map((one) => one.stop()));
    return { rate: count / seconds, cpuMicros: (used * 1e6) / count };
  };
  const limit = async (): Promise<Sample> => {
    await addHot(engines, room, count, new Date(Date.now() - 1000), 1);
    const begin = performance.now();
    const fired = await fireRows(system, app, room.tenant);
    return { rate: fired / ((performance.now() - begin) / 1000) };
  };
  printResult('a storm of overdue clocks', await alternate(ours, limit));
}

/** The clocks of so many tickets made anew after a change of their calendar, beside the same rows written again. */
async function measureRecompute(engines: Engines, room: ClockRoom, { app }: Clients, count: number): Promise<void> {
  const ids = await addHot(engines, room, count, new Date(Date.now() + 86_400_000), minute);
  const ours = async (): Promise<Sample> => {
    const cpu = process.cpuUsage();
    const begin = performance.now();
    for (let start = 0; start < count; start += 200)
      await inside(engines, room.tenant, (ctx) => refoldTickets(ctx, ids.slice(start, start + 200)));
    return { rate: count / ((performance.now() - begin) / 1000), cpuMicros: (cpuSeconds(cpu) * 1e6) / count };
  };
  const limit = async (): Promise<Sample> => {
    const begin = performance.now();
    await rewriteClocks(app, room.tenant, ids);
    return { rate: count / ((performance.now() - begin) / 1000) };
  };
  printResult('tickets recomputed', await alternate(ours, limit));
}

async function measure(): Promise<void> {
  const clocks = option('clocks', 1_000_000);
  const due = option('due', 10_000);
  await withHouse(async (engines) => {
    const begin = performance.now();
    const room = await makeClockRoom(engines);
    // Two clocks a ticket.
    await addResting(engines, room, clocks / 4);
    for (let n = 0; n < others; n += 1)
      await addResting(engines, await makeClockRoom(engines), Math.round(clocks / 4 / others));
    await analyze();
    console.log(
      `${clocks} running clocks in ${others + 1} workspaces made in ${Math.round((performance.now() - begin) / 1000)} s`,
    );
    const running = [await startWork(engines), await startSchedule(engines)];
    await measureLateness(engines, room, due);
    await Promise.all(running.map((one) => one.stop()));
    const app = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
    const system = new pg.Client({ connectionString: process.env['SYSTEM_DATABASE_URL'] });
    await Promise.all([app.connect(), system.connect()]);
    printHead('/s');
    await measureStorm(engines, room, { app, system }, Math.round(due / 5));
    await measureRecompute(engines, room, { app, system }, Math.round(due / 5));
    await Promise.all([app.end(), system.end()]);
  });
}

await measure().then(() => process.exit(0));
