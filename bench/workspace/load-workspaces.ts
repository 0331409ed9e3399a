import pg from 'pg';
import { users } from '@kelp/identity';
import { inUnit, systemActor, type Caller, type Engines } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { loadBulk, type BulkOptions } from '../../apps/scheduler/demo/load-bulk';

/** Half of all tickets in one workspace, the rest in so many others. */
const others = 49;

/** Loads so many tickets in 50 workspaces and says how long that took. Returns the owner of the largest as a caller. */
export async function loadWorkspaces(engines: Engines, size: number, options?: BulkOptions): Promise<Caller> {
  const begin = performance.now();
  const name = await loadBulk(engines, size / 2, options);
  for (let n = 0; n < others; n += 1) await loadBulk(engines, Math.round(size / 2 / others), options);
  await analyze();
  const seconds = Math.round((performance.now() - begin) / 1000);
  console.log(`${size} tickets in ${others + 1} workspaces loaded in ${seconds} s`);
  const [found] = await engines.database.control<{ id: string }>(sql`select id from find_tenants(${name})`);
  const tenant = found?.id ?? '';
  const system: Caller = { tenant, actor: systemActor('bench'), door: 'operator', requestId: newId() };
  const owner = await inUnit(engines.house, system, 'bench', (ctx) => ctx.db.find(users, { name: 'Bulk Owner' }));
  const actor = { ...systemActor('bench'), kind: 'user', id: owner?.id ?? null, userType: 'internal' } as const;
  return { ...system, actor };
}

/** Fresh statistics and visibility, so that plans do not depend on whether the autovacuum has come by. */
export async function analyze(): Promise<void> {
  const client = new pg.Client({ connectionString: process.env['MIGRATION_DATABASE_URL'] });
  await client.connect();
  await client.query('vacuum analyze');
  await client.end();
}
