import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createApiKey } from '@kelp/identity';
import { createDispatcher, inUnit, type Caller, type Engines } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listTickets, readFilter, namedSort } from '@kelp/tickets';
import { withHouse } from '../apps/scheduler/commands/open-house';
import { serveBareList, type ListCase } from './limits/bare-list';
import { loadHttp, type Call } from './method/http-load';
import { growth, percentile } from './method/percentiles';
import { distribution, startServer } from './method/processes';
import { alternate, option, printHead, printResult } from './method/rounds';
import { loadWorkspaces } from './workspace/load-workspaces';
import { statementsOf } from './workspace/statements-of';

const sizes = [10_000, 100_000, 1_000_000];
const sorts = [
  'activity',
  'number',
  'priority',
  'due',
  'client',
  'assignee',
] as const satisfies readonly (typeof namedSort.options)[number][];
/** Pages are followed to this depth; the first, one in the middle and the last are measured. */
const depth = 20;
const pageSize = 50;
const repeats = 3;

interface Desk {
  caller: Caller;
  filters: Record<string, string>;
}

async function makeDesk(engines: Engines, size: number): Promise<Desk> {
  const caller = await loadWorkspaces(engines, size);
  const { tenant } = caller;
  return inUnit(engines.house, caller, 'bench', async (ctx) => {
    const id = async (statement: ReturnType<typeof sql>) => (await ctx.db.one<{ id: string }>(statement)).id;
    const rarest = (column: ReturnType<typeof sql>) =>
      id(sql`select ${column} as id from tickets where tenant_id = ${tenant} group by 1 order by count(*), 1 limit 1`);
    const client = await rarest(sql`client_id`);
    const person = await rarest(sql`assigned_to`);
    const board = await id(sql`select id from boards where tenant_id = ${tenant} order by position limit 1`);
    const urgent = await id(sql`select id from priorities where tenant_id = ${tenant} and name = 'Urgent'`);
    const closed = await id(
      sql`select id from statuses where tenant_id = ${tenant} and is_closed order by position limit 1`,
    );
    const filters = {
      'all open': '',
      everything: 'state=all',
      closed: 'state=closed',
      nobody: 'assignee=nobody',
      'one person': `assignee=${person}`,
      'small client, all': `client=${client}&state=all`,
      'board not urgent': `board=${board}&priority=not:${urgent}`,
      'one status': `status=${closed}&state=closed`,
      'our turn, overdue': 'response=awaiting_us&sla=overdue',
      'due today': 'due=by:today',
      'rare word': 'q=zebra&state=all',
      'common word': 'q=print&state=all',
    };
    return { caller, filters };
  });
}

interface Measured {
  filter: string;
  sort: string;
  page: number;
  ms: number;
}

/** Every filter by every sort, first page to the deepest: how long our program takes for each, and what it sends. */
async function measureLists(engines: Engines, { caller, filters }: Desk) {
  const { run } = createDispatcher(engines.house);
  const measured: Measured[] = [];
  const cases: ListCase[] = [];
  for (const [name, filter] of Object.entries(filters)) {
    for (const sort of sorts) {
      let after: string | undefined;
      for (let page = 1; page <= depth; page += 1) {
        const wish = {
          filter: readFilter(filter),
          sort,
          direction: 'asc' as const,
          limit: pageSize,
          ...(after ? { after } : {}),
        };
        const answer = await run(listTickets, wish, caller);
        if (page === 1 || page === depth / 2 || page === depth || answer.next === null) {
          const times: number[] = [];
          for (let n = 0; n < repeats; n += 1) {
            const begin = performance.now();
            await run(listTickets, wish, caller);
            times.push(performance.now() - begin);
          }
          measured.push({ filter: name, sort, page, ms: percentile(times, 0.5) });
          const query = new URLSearchParams({
            filter,
            sort,
            direction: 'asc',
            limit: String(pageSize),
            ...(after ? { cursor: after } : {}),
          });
          cases.push({
            name: `${name} by ${sort}, page ${page}`,
            address: query.toString(),
            statements: await statementsOf(engines, caller, wish),
          });
        }
        if (answer.next === null) break;
        after = answer.next;
      }
    }
  }
  return { measured, cases };
}

/** How many of the statements would read the whole table of tickets. */
async function countSeqScans({ caller }: Desk, cases: readonly ListCase[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
  await client.connect();
  const guilty: string[] = [];
  await client.query('begin read only');
  await client.query(`select set_config('app.tenant', $1, true)`, [caller.tenant]);
  for (const { name, statements } of cases) {
    for (const { text, values } of statements) {
      // What the page asks of the planner holds for the statements after it, as it does in the program.
      if (text.startsWith('select set_config')) {
        await client.query(text, values);
        continue;
      }
      const { rows } = await client.query(`explain ${text}`, values);
      if (rows.some((row) => /Seq Scan on tickets/.test(String(row['QUERY PLAN'])))) guilty.push(name);
    }
  }
  await client.end();
  return guilty;
}

function report(size: number, measured: readonly Measured[]): number {
  const all = measured.map(({ ms }) => ms);
  const line = (name: string, values: readonly number[]) =>
    console.log(
      `${name.padEnd(28)}${[0.5, 0.95, 1].map((share) => percentile(values, share).toFixed(1).padStart(10)).join('')}`,
    );
  console.log(`\n${size} tickets: ms of the whole call    p50       p95       max`);
  for (const filter of new Set(measured.map((one) => one.filter)))
    line(
      filter,
      measured.filter((one) => one.filter === filter).map(({ ms }) => ms),
    );
  for (const sort of sorts)
    line(
      `by ${sort}`,
      measured.filter((one) => one.sort === sort).map(({ ms }) => ms),
    );
  line('all of them', all);
  const slowest = [...measured].sort((a, b) => b.ms - a.ms).slice(0, 5);
  for (const one of slowest)
    console.log(`  slowest: ${one.filter} by ${one.sort}, page ${one.page}: ${one.ms.toFixed(1)} ms`);
  return percentile(all, 0.5);
}

async function compare(key: string, tenant: string, cases: readonly ListCase[]): Promise<void> {
  if (!existsSync(join(distribution, '../apps/web/.next/BUILD_ID')))
    throw new Error('The pages are not built: run "npm run build" first.');
  const file = join(mkdtempSync(join(tmpdir(), 'kelp-list-')), 'cases.json');
  writeFileSync(file, JSON.stringify(cases));
  const { MIGRATION_DATABASE_URL: _owner, ...env } = process.env;
  const port = Number(env['PORT']);
  const barePort = Number(env['WORKER_PORT']);
  const ours = await startServer(
    [join(distribution, 'web.mjs')],
    { ...env, KELP_SKIP_RATE_LIMITS: 'true' },
    port,
    '/readyz',
  );
  const limit = await startServer(
    [join(distribution, 'bench/list.mjs'), '--bare', tenant, String(barePort), file],
    env,
    barePort,
    '/ready',
  );
  const at = (n: number) => n % cases.length;
  const ourCall = (n: number): Call => ({
    path: `/api/v1/tickets?${cases[at(n)]?.address}`,
    headers: { authorization: `Bearer ${key}` },
  });
  printHead('/s');
  printResult(
    'lists, all cases',
    await alternate(
      () => loadHttp(ours, cases.length, ourCall),
      () => loadHttp(limit, cases.length, (n) => ({ path: `/list/${at(n)}`, headers: {} })),
    ),
  );
  await Promise.all([ours.stop(), limit.stop()]);
}

async function measure(): Promise<void> {
  const most = option('tickets', 1_000_000);
  const points: { size: number; cost: number }[] = [];
  const last = await withHouse(async (engines) => {
    let result: { key: string; tenant: string; cases: ListCase[] } | undefined;
    for (const size of sizes.filter((one) => one <= most)) {
      const desk = await makeDesk(engines, size);
      const { measured, cases } = await measureLists(engines, desk);
      points.push({ size, cost: report(size, measured) });
      const guilty = await countSeqScans(desk, cases);
      console.log(`sequential scans of tickets: ${guilty.length === 0 ? 'none' : guilty.join('; ')}`);
      const { key } = await createDispatcher(engines.house).run(createApiKey, { name: 'bench' }, desk.caller);
      result = { key, tenant: desk.caller.tenant, cases };
    }
    return result;
  });
  if (points.length > 1) console.log(`\ngrowth of the median: ${growth(points).toFixed(3)} (0 is flat, 1 grows alike)`);
  if (last) await compare(last.key, last.tenant, last.cases);
}

const [mode, tenant = '', port, file = ''] = process.argv.slice(2);
if (mode === '--bare') serveBareList(tenant, Number(port), file);
else await measure().then(() => process.exit(0));
