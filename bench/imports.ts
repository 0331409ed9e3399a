import { setTimeout as delay } from 'node:timers/promises';
import { createOwner, users } from '@kelp/identity';
import {
  createDispatcher,
  fileStorage,
  inUnit,
  startSchedule,
  startWork,
  systemActor,
  type Caller,
  type Engines,
} from '@kelp/kernel';
import { checkImport, createImport, getImport, runImport, undoImport, type KindKey } from '@kelp/imports/contract';
import { storageKey } from '@kelp/platform/storage';
import { newId } from '@kelp/std';
import { createTenant } from '@kelp/tenants';
import { recordUpload, sealUpload } from '@kelp/tickets';
import { withHouse } from '../apps/scheduler/commands/open-house';
import { copyWritten } from './limits/copied-rows';
import { option } from './method/rounds';

const seconds = (begin: number) => (performance.now() - begin) / 1000;
const perSecond = (rows: number, time: number) => `${Math.round(rows / time).toLocaleString('en')}/s`;

/** A workspace of its own for each kind, so that every row in it is the import's. */
async function makeOffice(engines: Engines): Promise<Caller> {
  const email = `olive-${newId()}@imports-bench.test`;
  const tenant = await createTenant(
    engines.house,
    { name: `imports-bench-${newId().slice(-8)}`, zone: 'UTC', currency: 'USD' },
    async (ctx) => {
      await createOwner(ctx, { name: 'Olive', email, password: 'Harbor-Lantern-42' });
    },
  );
  const system: Caller = { tenant, actor: systemActor('bench'), door: 'operator', requestId: newId() };
  const owner = await inUnit(engines.house, system, 'bench', (ctx) => ctx.db.find(users, { email }));
  const actor = { ...systemActor('Olive'), kind: 'user', id: owner?.id ?? '', userType: 'internal' } as const;
  return { ...system, actor };
}

/** A file as it lies after it was sent up. */
async function upload({ house }: Engines, caller: Caller, content: string): Promise<string> {
  const id = newId();
  const key = storageKey(caller.tenant, 'upload', id);
  const { sha256, size } = await fileStorage().put(key, Buffer.from(content), { contentType: 'text/csv' });
  const file = {
    id,
    filename: 'bench.csv',
    contentType: 'text/csv',
    size,
    sha256,
    seal: sealUpload({ id, size, sha256 }),
  };
  await createDispatcher(house).run(recordUpload, file, caller);
  return id;
}

async function until(engines: Engines, caller: Caller, id: string, ...states: string[]): Promise<number> {
  const begin = performance.now();
  const { run } = createDispatcher(engines.house);
  for (;;) {
    const { state, problem } = await run(getImport, { id }, caller);
    if (states.includes(state)) return seconds(begin);
    if (state === 'unreadable') throw new Error(problem ?? state);
    await delay(100);
  }
}

/** One file from its reading to its undoing, beside its rows written once more by COPY. */
async function measureKind(
  engines: Engines,
  kind: KindKey,
  tables: readonly string[],
  rows: readonly string[],
): Promise<void> {
  const caller = await makeOffice(engines);
  const { run } = createDispatcher(engines.house);
  const uploadId = await upload(engines, caller, rows.join('\n'));
  const { id } = await run(createImport, { uploadId, kind, system: 'csv', mode: 'both' }, caller);
  const count = rows.length - 1;
  const read = await until(engines, caller, id, 'mapping');
  await run(checkImport, { id }, caller);
  const checked = await until(engines, caller, id, 'checked');
  const cpu = process.cpuUsage();
  await run(runImport, { id }, caller);
  const written = await until(engines, caller, id, 'finished');
  const { user, system } = process.cpuUsage(cpu);
  const { counts } = await run(getImport, { id }, caller);
  const { created = 0 } = counts;
  const copied = await copyWritten(caller.tenant, [...tables, 'external_refs', 'audit_log', 'outbox']);
  console.log(
    `${kind}: ${created} of ${count} rows; read ${perSecond(count, read)}, checked ${perSecond(count, checked)}, ` +
      `written ${perSecond(created, written)} with ${((user + system) / 1000 / created).toFixed(1)} ms of CPU each; ` +
      `the same ${copied.rows} rows by COPY ${copied.seconds.toFixed(2)} s: ` +
      `${(written / copied.seconds).toFixed(0)} times as long`,
  );
  if (process.argv.includes('--keep')) return;
  await run(undoImport, { id }, caller);
  console.log(`${kind}: taken back ${perSecond(created, await until(engines, caller, id, 'undone'))}`);
}

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n + 1);
/** One row in twenty names somebody or something that is not here. */
const isBad = (n: number) => n % 20 === 0;
const clientRows = (count: number) => [
  'Id,Name,Website,City,Account manager',
  ...numbers(count).map((n) => `${n},Client ${n},client${n}.test,Town ${n % 100},${isBad(n) ? 'Nobody' : ''}`),
];
const contactRows = (count: number) => [
  'Id,Name,Email,Mobile,Company',
  ...numbers(count).map(
    (n) => `${n},Person ${n},person${n}@imports-bench.test,+49 171 ${n},${isBad(n) ? 'Nobody' : ''}`,
  ),
];
const ticketRows = (count: number) => [
  'Id,Ticket Number,Title,Status,Opened,Closed,Description',
  ...numbers(count).map(
    (n) =>
      `${n},T-${n},Ticket ${n},${isBad(n) ? 'Asleep' : 'Done'},2024-03-0${(n % 9) + 1} 09:00,${isBad(n) ? '' : '2024-03-12'},Words of ticket ${n}`,
  ),
];

await withHouse(async (engines) => {
  const count = option('rows', 5_000);
  const running = [await startWork(engines), await startSchedule(engines)];
  await measureKind(engines, 'clients', ['clients', 'client_names', 'client_locations'], clientRows(count));
  await measureKind(engines, 'contacts', ['contacts', 'contact_addresses'], contactRows(count));
  await measureKind(engines, 'tickets', ['tickets', 'comments'], ticketRows(count));
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  console.log(`memory ${Math.round(rss / 2 ** 20)} MB, of which ${Math.round(heapUsed / 2 ** 20)} MB in use`);
  await Promise.all(running.map((one) => one.stop()));
});
process.exit(0);
