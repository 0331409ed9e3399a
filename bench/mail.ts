import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { createOwner, roles, users, writeUser } from '@kelp/identity';
import { createDispatcher, inUnit, mailLimits, systemActor, type Caller, type Engines } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { startCatcher, type CaughtMail } from '@kelp/platform/mail';
import { newId } from '@kelp/std';
import { createTenant } from '@kelp/tenants';
import { createTicket, openTicket, ticketWatchers, writeComment } from '@kelp/tickets';
import { withHouse } from '../apps/scheduler/commands/open-house';
import { percentile } from './method/percentiles';
import { cpuMicrosOf, distribution, startServer } from './method/processes';
import { alternate, option, printHead, printResult, type Sample } from './method/rounds';

const publishers = 4;
const people = 200;
/** How long mails are sent evenly. */
const paceSeconds = 20;
/** After so long what a backend has done stands in the statistics of PostgreSQL. */
const statisticsMs = 2500;
const ownAddress = 'olive@mail-bench.test';

/** An SMTP server that takes every message and notes when it had whole those of each ticket, and the last one as it came. */
async function openSink() {
  const arrived = new Map<string, number[]>();
  let last: CaughtMail | undefined;
  const keep = (message: CaughtMail) => {
    const mark = /bench-\d+/.exec(message.raw.toString('latin1'))?.[0] ?? '';
    arrived.set(mark, [...(arrived.get(mark) ?? []), performance.now()]);
    last = message;
    return Promise.resolve();
  };
  const quiet = () => undefined;
  const log = { info: quiet, warn: quiet, error: quiet };
  const server = await startCatcher({ port: 0, keep, log });
  return { port: server.port, arrived, last: () => last, close: () => server.close() };
}
type Sink = Awaited<ReturnType<typeof openSink>>;

interface Desk {
  caller: Caller;
  technicians: string[];
  /** Of worker and scheduler. */
  pids: number[];
}

/** A workspace whose tickets go to so many technicians in turn, each told of it by mail, with the widest limits. */
async function makeDesk(engines: Engines, pids: number[]): Promise<Desk> {
  let technicians: string[] = [];
  const tenant = await createTenant(
    engines.house,
    { name: 'mail-bench', zone: 'UTC', currency: 'USD' },
    async (ctx) => {
      await createOwner(ctx, { name: 'Olive Owens', email: ownAddress, password: 'Harbor-Lantern-42' });
      const technician = await ctx.db.find(roles, { name: 'Technician', msp: true });
      for (let n = 0; n < people; n += 1) {
        const person = { name: `Tech ${n}`, email: `t${n}@mail-bench.test`, roleIds: [technician?.id ?? ''] };
        technicians = [...technicians, (await writeUser(ctx, person)).id];
      }
      await ctx.saveSetting(mailLimits, { perMinute: 100_000, perRecipientHour: 10_000 });
    },
  );
  const system: Caller = { tenant, actor: systemActor('bench'), door: 'operator', requestId: newId() };
  const olive = await inUnit(engines.house, system, 'bench', (ctx) => ctx.db.find(users, { email: ownAddress }));
  const actor = { ...systemActor('bench'), kind: 'user', id: olive?.id ?? null, userType: 'internal' } as const;
  return { caller: { ...system, actor }, technicians, pids };
}

/** How a ticket comes to be, and how many mails follow from it. */
interface Workload {
  name: string;
  mails: number;
  make(engines: Engines, desk: Desk, mark: string, nth: number): Promise<void>;
}

const toAssignee: Workload = {
  name: 'to who has it',
  mails: 1,
  make: async ({ house }, { caller, technicians }, mark, nth) => {
    const assignedTo = technicians[nth % people] ?? null;
    await createDispatcher(house).run(createTicket, { title: mark, assignedTo }, caller);
  },
};

/** A ticket that twenty colleagues follow from the start, with the first word on it, of which all are told. */
const toWatchers: Workload = {
  name: 'to 20 watchers',
  mails: 20,
  make: async ({ house }, { caller, technicians }, mark, nth) => {
    const watchers = Array.from({ length: 20 }, (_, n) => technicians[(nth * 20 + n) % people] ?? null);
    await inUnit(house, caller, 'bench', async (ctx) => {
      const ticket = await openTicket(ctx, { title: mark, origin: 'internal' });
      await ctx.db.insertMany(
        ticketWatchers,
        watchers.map((userId) => ({ ticketId: ticket.id, userId })),
      );
      const words = { authorType: 'client', visibility: 'public', authorName: 'Amy Adams', text: mark } as const;
      await writeComment(ctx, ticket, words);
    });
  },
};

let made = 0;

/** Tickets made one after the other by each of the publishers, or evenly at `rate` a second; when each call began, by its mark. */
async function makeTickets(
  engines: Engines,
  desk: Desk,
  { make }: Workload,
  count: number,
  rate?: number,
): Promise<Map<string, number>> {
  const began = new Map<string, number>();
  const one = async () => {
    made += 1;
    const mark = `bench-${made}`;
    began.set(mark, performance.now());
    await make(engines, desk, mark, made);
  };
  if (rate) {
    const calls: Promise<void>[] = [];
    const begin = performance.now();
    for (let n = 0; n < count; n += 1) {
      calls.push(one());
      await delay(Math.max(0, begin + ((n + 1) * 1000) / rate - performance.now()));
    }
    await Promise.all(calls);
    return began;
  }
  let left = count;
  const publish = async () => {
    while (left > 0) {
      left -= 1;
      await one();
    }
  };
  await Promise.all(Array.from({ length: publishers }, publish));
  return began;
}

async function untilArrived(sink: Sink, marks: Iterable<string>, mails: number): Promise<void> {
  for (const mark of marks) while ((sink.arrived.get(mark)?.length ?? 0) < mails) await delay(5);
}

/** Mails a second, from the first call to the last mail in the sink; the processor time is that of worker and scheduler. */
async function createAndMail(
  engines: Engines,
  desk: Desk,
  sink: Sink,
  workload: Workload,
  tickets: number,
): Promise<Sample> {
  const cpu = () => desk.pids.reduce((sum, pid) => sum + cpuMicrosOf(pid), 0);
  const [begin, before] = [performance.now(), cpu()];
  const began = await makeTickets(engines, desk, workload, tickets);
  await untilArrived(sink, began.keys(), workload.mails);
  const mails = tickets * workload.mails;
  return { rate: mails / ((performance.now() - begin) / 1000), cpuMicros: (cpu() - before) / mails };
}

/** How long after its ticket each mail came, with so many mails a second. */
async function printLateness(engines: Engines, desk: Desk, sink: Sink, workload: Workload, pace: number) {
  const count = Math.ceil((pace / workload.mails) * paceSeconds);
  const began = await makeTickets(engines, desk, workload, count, pace / workload.mails);
  await untilArrived(sink, began.keys(), workload.mails);
  const times = [...began].flatMap(([mark, at]) => (sink.arrived.get(mark) ?? []).map((came) => came - at));
  const ms = (share: number) => `${percentile(times, share).toFixed(0)} ms`;
  console.log(
    `${pace} mails/s, tickets ${workload.name}: ${ms(0.5)} median, ${ms(0.95)} p95, ${ms(1)} at most; ${times.length} mails`,
  );
}

async function commitsSoFar({ database }: Engines): Promise<number> {
  const [row] = await database.control<{ n: bigint }>(
    sql`select xact_commit as n from pg_stat_database where datname = current_database()`,
  );
  return Number(row?.n ?? 0n);
}

/** What a burst costs: transactions for each ticket, with those of the loops that run beside. */
async function printTransactions(engines: Engines, desk: Desk, sink: Sink, workload: Workload, tickets: number) {
  await delay(statisticsMs);
  const before = await commitsSoFar(engines);
  await createAndMail(engines, desk, sink, workload, tickets);
  await delay(statisticsMs);
  const each = ((await commitsSoFar(engines)) - before) / tickets;
  console.log(`a ticket ${workload.name}: ${each.toFixed(1)} transactions`);
}

/** The limit: a pool of nodemailer's that sends as many messages of the same size, and does nothing else. */
async function sendPlainly(sink: Sink, raw: Buffer, count: number): Promise<Sample> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: sink.port,
    pool: true,
    maxConnections: 5,
    maxMessages: Infinity,
  });
  const begin = performance.now();
  const envelope = { from: ownAddress, to: 't@mail-bench.test' };
  await Promise.all(Array.from({ length: count }, () => transport.sendMail({ envelope, raw })));
  const rate = count / ((performance.now() - begin) / 1000);
  transport.close();
  return { rate };
}

async function measure(): Promise<void> {
  const mails = option('mails', 1000);
  const sink = await openSink();
  const { MIGRATION_DATABASE_URL: _owner, CATCHER_SMTP_PORT: _catcher, ...rest } = process.env;
  const env = { ...rest, SMTP_URL: `smtp://127.0.0.1:${sink.port}` } as NodeJS.ProcessEnv;
  const start = (app: string, port: string | undefined) =>
    startServer(['--enable-source-maps', join(distribution, `${app}.mjs`)], env, Number(port), '/readyz');
  const servers = [await start('worker', env['WORKER_PORT']), await start('scheduler', env['SCHEDULER_PORT'])];
  await withHouse(async (engines) => {
    const desk = await makeDesk(
      engines,
      servers.map(({ pid }) => pid),
    );
    const workloads = [
      { workload: toWatchers, tickets: Math.ceil(mails / 20), paces: [20, 100] },
      { workload: toAssignee, tickets: Math.ceil(mails / 5), paces: [20] },
    ];
    for (const { workload, tickets } of workloads) await createAndMail(engines, desk, sink, workload, tickets);
    for (const { workload, paces } of workloads)
      for (const pace of paces) await printLateness(engines, desk, sink, workload, pace);
    for (const { workload, tickets } of workloads) await printTransactions(engines, desk, sink, workload, tickets);
    const raw = sink.last()?.raw ?? Buffer.alloc(0);
    console.log(`one message has ${raw.length} bytes`);
    printHead('mails/s');
    for (const { workload, tickets } of workloads) {
      const ours = () => createAndMail(engines, desk, sink, workload, tickets);
      printResult(`tickets ${workload.name}`, await alternate(ours, () => sendPlainly(sink, raw, mails)));
    }
  });
  await Promise.all(servers.map((one) => one.stop()));
  await sink.close();
}

await measure().then(() => process.exit(0));
