import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { createApiKey, roles, writeUser } from '@kelp/identity';
import { createDispatcher, inUnit, systemActor, type Engines } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { withHouse } from '../apps/scheduler/commands/open-house';
import { loadBulk } from '../apps/scheduler/demo/load-bulk';
import { serveBareApi } from './limits/bare-api';
import { loadHttp, read, type Call } from './method/http-load';
import { distribution, startServer, type Server } from './method/processes';
import { alternate, option, printHead, printResult } from './method/rounds';

/** Rate limits stay on: 600 requests a minute for each person, so as many people ask as the load needs. */
const people = 60;
const getsARound = 1500;
const listsARound = 400;
const ids = 500;

interface Desk {
  tenant: string;
  ticketIds: string[];
  keys: string[];
}

async function makeDesk(engines: Engines, tickets: number): Promise<Desk> {
  const name = await loadBulk(engines, tickets);
  const [found] = await engines.database.control<{ id: string }>(sql`select id from find_tenants(${name})`);
  const tenant = found?.id ?? '';
  const system = { tenant, actor: systemActor('bench'), door: 'operator', requestId: newId() } as const;
  const { userIds, ticketIds } = await inUnit(engines.house, system, 'bench', async (ctx) => {
    const manager = await ctx.db.find(roles, { name: 'Manager', msp: true });
    const userIds: string[] = [];
    for (let n = 0; n < people; n += 1) {
      userIds.push(
        (await writeUser(ctx, { name: `Person ${n}`, email: `person${n}@${name}.test`, roleIds: [manager?.id ?? ''] }))
          .id,
      );
    }
    const rows = await ctx.db.rows<{ id: string }>(
      sql`select id from tickets where tenant_id = ${tenant} order by md5(id::text) limit ${ids}`,
    );
    return { userIds, ticketIds: rows.map(({ id }) => id) };
  });
  const { run } = createDispatcher(engines.house);
  const keys: string[] = [];
  for (const id of userIds) {
    const actor = { ...systemActor('bench'), kind: 'user', id, userType: 'internal' } as const;
    keys.push((await run(createApiKey, { name: 'bench' }, { ...system, actor })).key);
  }
  return { tenant, ticketIds, keys };
}

/** Fresh statistics, so that plans do not depend on whether the autovacuum has come by. */
async function analyze(): Promise<void> {
  const client = new pg.Client({ connectionString: process.env['MIGRATION_DATABASE_URL'] });
  await client.connect();
  await client.query('analyze');
  await client.end();
}

async function compare(ours: Server, limit: Server, { ticketIds, keys }: Desk): Promise<void> {
  const at = <T>(values: readonly T[], n: number) => values[n % values.length] as T;
  const asOurs =
    (path: (n: number) => string) =>
    (n: number): Call => ({ path: `/api/v1${path(n)}`, headers: { authorization: `Bearer ${at(keys, n)}` } });
  const bare =
    (path: (n: number) => string) =>
    (n: number): Call => ({ path: path(n), headers: {} });
  const one = (n: number) => `/tickets/${at(ticketIds, n)}`;
  const page = (given: string) => () => `/tickets${given}`;
  const ourPage = asOurs(page('?state=open&sort=activity&direction=desc&limit=50'));
  const same = (await Promise.all([read(ours.address, ourPage(0)), read(limit.address, bare(page(''))(0))])).map(
    (body) => (JSON.parse(body) as { data: { id: string }[] }).data.map(({ id }) => id).join(),
  );
  if (same[0] !== same[1]) throw new Error('The two servers do not answer with the same 50 tickets.');
  printHead('/s');
  printResult(
    'GET ticket by id',
    await alternate(
      () => loadHttp(ours, getsARound, asOurs(one)),
      () => loadHttp(limit, getsARound, bare(one)),
    ),
  );
  printResult(
    'list 50 open',
    await alternate(
      () => loadHttp(ours, listsARound, ourPage),
      () => loadHttp(limit, listsARound, bare(page(''))),
    ),
  );
}

async function measure(): Promise<void> {
  if (!existsSync(join(distribution, '../apps/web/.next/BUILD_ID')))
    throw new Error('The pages are not built: run "npm run build" first.');
  const tickets = option('tickets', 20_000);
  const desk = await withHouse((engines) => makeDesk(engines, tickets));
  await analyze();
  const { MIGRATION_DATABASE_URL: _owner, ...env } = process.env;
  const port = Number(env['PORT']);
  const barePort = Number(env['WORKER_PORT']);
  const ours = await startServer([join(distribution, 'web.mjs')], env, port, '/readyz');
  const limit = await startServer(
    [join(distribution, 'bench/api.mjs'), '--bare', desk.tenant, String(barePort)],
    env,
    barePort,
    '/ready',
  );
  console.log(
    `${tickets} tickets, a quarter open; 16 connections; real web process with all guards against bare Express + pg`,
  );
  await compare(ours, limit, desk);
  await Promise.all([ours.stop(), limit.stop()]);
}

const [mode, tenant = '', port] = process.argv.slice(2);
if (mode === '--bare') serveBareApi(tenant, Number(port));
else await measure().then(() => process.exit(0));
