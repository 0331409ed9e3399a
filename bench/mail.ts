import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { createOwner, roles, users, writeUser } from '@kelp/identity';
import { createDispatcher, inUnit, mailLimits, systemActor, type Caller, type Engines } from '@kelp/kernel';
import { startCatcher, type CaughtMail } from '@kelp/platform/mail';
import { newId } from '@kelp/std';
import { createTenant } from '@kelp/tenants';
import { createTicket } from '@kelp/tickets';
import { withHouse } from '../apps/scheduler/commands/open-house';
import { percentile } from './method/percentiles';
import { distribution, startServer } from './method/processes';
import { alternate, option, printHead, printResult, type Sample } from './method/rounds';

const publishers = 4;
const people = 200;
const ownAddress = 'olive@mail-bench.test';

/** An SMTP server that takes every message and notes when it had it whole, and the last one as it came. */
async function openSink() {
  const arrived = new Map<string, number>();
  let last: CaughtMail | undefined;
  let count = 0;
  const keep = (message: CaughtMail) => {
    const subject = /^Subject:.*?(bench-\d+)/ims.exec(message.raw.toString('latin1'))?.[1];
    if (subject) arrived.set(subject, performance.now());
    last = message;
    count += 1;
    return Promise.resolve();
  };
  const quiet = () => undefined;
  const log = { info: quiet, warn: quiet, error: quiet };
  const server = await startCatcher({ port: 0, keep, log });
  return { port: server.port, arrived, total: () => count, last: () => last, close: () => server.close() };
}
type Sink = Awaited<ReturnType<typeof openSink>>;

interface Desk {
  caller: Caller;
  technicians: string[];
}

/** A workspace whose tickets go to so many technicians in turn, each told of it by mail, with the widest limits. */
async function makeDesk(engines: Engines): Promise<Desk> {
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
  return { caller: { ...system, actor }, technicians };
}

let made = 0;

/** Tickets made one after the other by each of the publishers, or evenly at `rate` a second; when each call began, by its mark. */
async function makeTickets(engines: Engines, desk: Desk, count: number, rate?: number): Promise<Map<string, number>> {
  const { run } = createDispatcher(engines.house);
  const began = new Map<string, number>();
  const one = async () => {
    made += 1;
    const mark = `bench-${made}`;
    began.set(mark, performance.now());
    const assignedTo = desk.technicians[made % people] ?? null;
    await run(createTicket, { title: mark, assignedTo }, desk.caller);
  };
  if (rate) {
    const calls: Promise<void>[] = [];
    for (let n = 0; n < count; n += 1) {
      calls.push(one());
      await delay(1000 / rate);
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

async function untilArrived(sink: Sink, marks: Iterable<string>): Promise<void> {
  const wanted = [...marks];
  while (wanted.some((mark) => !sink.arrived.has(mark))) await delay(5);
}

/** From the first call to the last mail in the sink. */
async function createAndMail(engines: Engines, desk: Desk, sink: Sink, count: number): Promise<Sample> {
  const begin = performance.now();
  const began = await makeTickets(engines, desk, count);
  await untilArrived(sink, began.keys());
  return { rate: count / ((performance.now() - begin) / 1000) };
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
  const count = option('tickets', 200);
  const pace = option('pace', 20);
  const sink = await openSink();
  const { MIGRATION_DATABASE_URL: _owner, CATCHER_SMTP_PORT: _catcher, ...rest } = process.env;
  const env = { ...rest, SMTP_URL: `smtp://127.0.0.1:${sink.port}` } as NodeJS.ProcessEnv;
  const start = (app: string, port: string | undefined) =>
    startServer(['--enable-source-maps', join(distribution, `${app}.mjs`)], env, Number(port), '/readyz');
  const servers = [await start('worker', env['WORKER_PORT']), await start('scheduler', env['SCHEDULER_PORT'])];
  await withHouse(async (engines) => {
    const desk = await makeDesk(engines);
    const began = await makeTickets(engines, desk, count, pace);
    await untilArrived(sink, began.keys());
    const times = [...began].map(([mark, at]) => (sink.arrived.get(mark) ?? Number.NaN) - at);
    const ms = (share: number) => `${percentile(times, share).toFixed(0)} ms`;
    console.log(
      `${count} tickets at ${pace}/s, each mailed to who has it: ${ms(0.5)} median, ${ms(0.95)} p95, ${ms(1)} at most`,
    );
    const raw = sink.last()?.raw ?? Buffer.alloc(0);
    console.log(`one message has ${raw.length} bytes`);
    printHead('/s');
    printResult(
      'create → event → mail',
      await alternate(
        () => createAndMail(engines, desk, sink, count),
        () => sendPlainly(sink, raw, count),
      ),
    );
  });
  await Promise.all(servers.map((one) => one.stop()));
  await sink.close();
}

await measure().then(() => process.exit(0));
