import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import {
  buildRegistry,
  createDispatcher,
  openEngines,
  startSchedule,
  startWork,
  systemActor,
  type Engines,
} from '@kelp/kernel';
import { loadConfig } from '@kelp/platform/config';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { writeLedgerRows } from './limits/ledger-rows';
import { useRawStreams } from './limits/raw-streams';
import { alternate, median, option, printHead, printResult, rounds, type Sample } from './method/rounds';
import { happeningModule, handlersOf, letHappen } from './workspace/happening-module';

/** Events of one transaction: what a busy second of a desk brings together. */
const together = 50;
const publishers = 4;
const lagTries = 100;

async function aTenant(engines: Engines): Promise<string> {
  const tenant = newId();
  await engines.database.inTenant(tenant, 'READ WRITE', (unit) =>
    unit.rows(
      sql`insert into tenants (id, name, zone, currency) values (${tenant}, ${`Bench ${tenant}`}, 'UTC', 'USD')`,
    ),
  );
  return tenant;
}

/** Relay, consumers and dispatcher of a program whose only module is the bench's, with its own keys in Redis. */
async function openBus(subscribers: number) {
  const config = loadConfig({ ...process.env, LOG_LEVEL: 'warn', REDIS_PREFIX: `bench${subscribers}` });
  const engines = openEngines('bench', config, buildRegistry([happeningModule(subscribers)]));
  await engines.database.warm();
  const tenant = await aTenant(engines);
  const running = [await startWork(engines), await startSchedule(engines)];
  const { run } = createDispatcher(engines.house);
  const caller = { tenant, actor: systemActor('bench'), door: 'operator', requestId: 'bench' } as const;
  const effects = async (): Promise<number> => {
    const [row] = await engines.database.inTenant(tenant, 'READ ONLY', (unit) =>
      unit.rows<{ count: number }>(sql`select count(*)::int as count from tenant_settings where tenant_id = ${tenant}`),
    );
    return row?.count ?? 0;
  };
  return {
    tenant,
    publish: (times: number) => run(letHappen, { times }, caller),
    effects,
    close: async () => {
      await Promise.all(running.map((one) => one.stop()));
      await engines.close();
    },
  };
}

type Bus = Awaited<ReturnType<typeof openBus>>;

async function untilHandled(bus: Bus, wanted: number, pollMs: number): Promise<void> {
  while ((await bus.effects()) < wanted) await delay(pollMs);
}

/** From the first call to the last effect. */
async function publishAndHandle(bus: Bus, count: number, subscribers: number): Promise<Sample> {
  const wanted = (await bus.effects()) + count * subscribers;
  const cpuBefore = process.cpuUsage();
  const begin = performance.now();
  let left = count / together;
  const publisher = async () => {
    while (left > 0) {
      left -= 1;
      await bus.publish(together);
    }
  };
  await Promise.all(Array.from({ length: publishers }, publisher));
  await untilHandled(bus, wanted, 25);
  const seconds = (performance.now() - begin) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { rate: count / seconds, cpuMicros: (user + system) / count };
}

/** From the call to the effect of one event on a quiet bus, in milliseconds: median and 99th of a hundred. */
async function lag(bus: Bus, subscribers: number): Promise<string> {
  const times: number[] = [];
  for (let n = 0; n < lagTries; n += 1) {
    const wanted = (await bus.effects()) + subscribers;
    const begin = performance.now();
    await bus.publish(1);
    await untilHandled(bus, wanted, 2);
    times.push(performance.now() - begin);
  }
  return `${median(times).toFixed(0)} ms median, ${(times.sort((a, b) => a - b)[lagTries - 2] ?? 0).toFixed(0)} ms p99`;
}

async function measure(subscribers: number, count: number): Promise<void> {
  const bus = await openBus(subscribers);
  const handlers = handlersOf(subscribers);
  const app = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
  const system = new pg.Client({ connectionString: process.env['SYSTEM_DATABASE_URL'] });
  await Promise.all([app.connect(), system.connect()]);
  const limit = async (): Promise<Sample> => ({
    rate: count / (await writeLedgerRows({ app, system }, limitTenant, count, handlers)),
  });
  const limitTenant = newId();
  printResult(`${subscribers} subscribers`, await alternate(() => publishAndHandle(bus, count, subscribers), limit));
  const raw: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    raw.push(count / (await useRawStreams(String(process.env['REDIS_URL']), count, handlers)));
  console.log(
    `  raw streams beside it ${median(raw).toLocaleString('en', { maximumFractionDigits: 0 })} events/s; lag of one event ${await lag(bus, subscribers)}`,
  );
  await Promise.all([app.end(), system.end()]);
  await bus.close();
}

const count = option('events', 1000);
console.log(
  `${count} events a round, ${together} in a transaction, from the call to the last effect; relay and consumers in one process`,
);
printHead('/s');
for (const subscribers of [1, 3, 8]) await measure(subscribers, count);
process.exit(0);
