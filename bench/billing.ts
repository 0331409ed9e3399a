import pg from 'pg';
import { finaliseInvoices, previewBilling, startBillingRun } from '@kelp/billing';
import { createDispatcher, inUnit, type Ctx, type Engines } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { withHouse } from '../apps/scheduler/commands/open-house';
import { processRun } from '../libs/modules/billing/write/process-run';
import { WrittenDrafts } from './limits/written-drafts';
import { percentile } from './method/percentiles';
import { alternate, option, printHead, printResult, type Sample } from './method/rounds';
import { analyze } from './workspace/load-workspaces';
import { cutOffs, makeBook, type Book } from './workspace/make-book';

/** As the worker takes them. */
const chunk = 100;
const previews = 30;
/** How many clients are billed again and again beside the limit. */
const part = 400;

const seconds = (since: number) => (performance.now() - since) / 1000;
const cpuMicros = (since: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(since);
  return user + system;
};

/** What this process has sent to Postgres so far. */
const sent = { count: 0 };
const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;
pg.Client.prototype.query = function counted(this: pg.Client, ...given: unknown[]) {
  sent.count += 1;
  return query.apply(this, given);
} as never;

interface Billed {
  runId: string;
  sample: Sample;
  statements: number;
}

/** One run over these clients, or all that have something due, from its start to its end, in this process. */
async function bill(
  engines: Engines,
  { caller, ...book }: Book,
  clientIds: string[] | null,
  cutOff: string = cutOffs.measured,
): Promise<Billed> {
  const before = sent.count;
  const begin = performance.now();
  const cpu = process.cpuUsage();
  const count = (clientIds ?? book.clientIds).length;
  const input = clientIds ? { cutOff, clientIds } : { cutOff };
  const { id } = await createDispatcher(engines.house).run(startBillingRun, input, caller);
  const transaction = <T>(work: (ctx: Ctx) => Promise<T>) => inUnit(engines.house, caller, 'bench', work, 600_000);
  await processRun(transaction, id ?? '', chunk);
  const sample = { rate: count / seconds(begin), cpuMicros: cpuMicros(cpu) / count };
  return { runId: id ?? '', sample, statements: sent.count - before };
}

async function countOf(engines: Engines, { caller }: Book, runId: string): Promise<{ drafted: number; lines: number }> {
  return inUnit(engines.house, caller, 'bench', (ctx) =>
    ctx.db.one(
      sql`select (select count(*)::int from billing_run_clients where tenant_id = ${ctx.tenant} and run_id = ${runId} and state = 'drafted') as drafted,
            (select count(*)::int from invoice_lines l join invoices i on i.tenant_id = l.tenant_id and i.id = l.invoice_id
              where i.tenant_id = ${ctx.tenant} and i.run_id = ${runId}) as lines`,
    ),
  );
}

/** Part of the clients, five times, beside the same rows written by set. */
async function measureRuns(engines: Engines, book: Book, limit: WrittenDrafts, clientIds: string[]): Promise<void> {
  let last = '';
  const ours = async () => {
    const { runId, sample } = await bill(engines, book, clientIds);
    last = runId;
    await limit.putAside(runId);
    return sample;
  };
  const byHand = async (): Promise<Sample> => {
    const begin = performance.now();
    await limit.write();
    const sample = { rate: clientIds.length / seconds(begin) };
    await limit.takeAway(last);
    return sample;
  };
  printHead('/s');
  printResult(`run of ${clientIds.length} clients`, await alternate(ours, byHand));
}

/** The most memory that this process held while something was done, and what it held before, in megabytes. */
async function watchMemory<T>(work: () => Promise<T>): Promise<{ value: T; memory: string }> {
  const megabytes = () => Math.round(process.memoryUsage.rss() / 2 ** 20);
  const before = megabytes();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, megabytes())), 200);
  const value = await work();
  clearInterval(timer);
  return { value, memory: `${before} MB before, at most ${most} MB` };
}

/** All clients in one run, then the same rows by set, then their numbers and journal beside the same books by set. */
async function measureWhole(engines: Engines, book: Book, limit: WrittenDrafts): Promise<void> {
  const { value, memory } = await watchMemory(() => bill(engines, book, null));
  const { runId, sample, statements } = value;
  const { drafted, lines } = await countOf(engines, book, runId);
  const rows = await limit.putAside(runId);
  const begin = performance.now();
  await limit.write();
  const byHand = seconds(begin);
  const ours = book.clientIds.length / sample.rate;
  console.log(
    `all in one run: ${drafted} invoices of ${(lines / drafted).toFixed(0)} lines in ${ours.toFixed(1)} s, ${sample.rate.toFixed(0)}/s, ` +
      `${(statements / drafted).toFixed(2)} statements and ${((sample.cpuMicros ?? 0) / 1000).toFixed(1)} ms of CPU each; ` +
      `the same ${rows} rows by set ${byHand.toFixed(1)} s: ${(ours / byHand).toFixed(2)} times as long; memory ${memory}`,
  );
  await measureFinalising(engines, book, limit, runId);
}

async function measureFinalising(
  engines: Engines,
  { caller }: Book,
  limit: WrittenDrafts,
  runId: string,
): Promise<void> {
  const { run } = createDispatcher(engines.house);
  const begin = performance.now();
  let count = 0;
  for (let remaining = 1; remaining > 0;) {
    const answer = await run(finaliseInvoices, { runId }, caller);
    count += answer.finalised.length;
    remaining = answer.finalised.length > 0 ? answer.remaining : 0;
  }
  const ours = seconds(begin);
  const rows = await limit.putBooksAside(runId);
  const again = performance.now();
  await limit.writeBooks();
  console.log(
    `finalised with numbers and journal: ${count} in ${ours.toFixed(1)} s, ${(count / ours).toFixed(0)}/s; ` +
      `the same ${rows} rows of the books by set ${seconds(again).toFixed(1)} s`,
  );
}

async function measurePreview(engines: Engines, { caller, clientIds }: Book): Promise<void> {
  const { run } = createDispatcher(engines.house);
  const times: number[] = [];
  for (const clientId of clientIds.slice(0, previews)) {
    const begin = performance.now();
    await run(previewBilling, { clientId, cutOff: cutOffs.measured }, caller);
    times.push(performance.now() - begin);
  }
  console.log(
    `preview of one client: ${percentile(times, 0.5).toFixed(0)} ms median, ${percentile(times, 0.95).toFixed(0)} ms p95`,
  );
}

async function measure(): Promise<void> {
  const size = { clients: option('clients', 10_000), entries: option('entries', 100), usage: option('usage', 20) };
  await withHouse(async (engines) => {
    const begin = performance.now();
    const book = await makeBook(engines, size);
    // What was loaded at one stroke has no statistics yet; a workspace at work has them.
    await analyze();
    await bill(engines, book, null, cutOffs.former);
    await analyze();
    const total = (each: number) => (each * size.clients).toLocaleString('en');
    console.log(
      `${size.clients} clients in three currencies with ${total(size.entries)} entries and ${total(size.usage)} events of usage made in ${seconds(begin).toFixed(0)} s`,
    );
    await measurePreview(engines, book);
    const limit = await WrittenDrafts.open(book.caller.tenant);
    await measureRuns(engines, book, limit, book.clientIds.slice(0, part));
    await measureWhole(engines, book, limit);
    await limit.close();
  });
}

await measure().then(() => process.exit(0));
