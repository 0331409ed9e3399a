import { setTimeout as delay } from 'node:timers/promises';
import { fileStorage, forgetTenant, inUnit, systemActor, type Caller, type Ctx, type Engines } from '@kelp/kernel';
import { identifier, isRetryable, sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';

interface Reference {
  source: string;
  target: string;
}

export interface Removed {
  rows: number;
  files: number;
  /** Entries of streams and jobs in Redis. */
  waiting: number;
}

/** Requests that were let in before the workspace closed have ended by then. */
const underWayMs = 2000;
const tries = 6;
const patienceMs = 600_000;

/** What gives new work; gone first, so that what is under way ends and nothing follows it. */
const work = ['due_items', 'jobs', 'deliveries'];

/** Clients refer to people and contacts who refer to them: these columns may be empty and give way. */
const givesWay = {
  table: 'clients',
  columns: ['account_manager_id', 'billing_contact_id'],
  targets: ['users', 'contacts'],
};

/** Tables with a tenant, each before those that it refers to. Throws when they refer to each other in a circle. */
export function deletionOrder(tables: readonly string[], references: readonly Reference[]): string[] {
  const left = new Set(tables);
  const order: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter(
      (table) => !references.some(({ source, target }) => target === table && source !== table && left.has(source)),
    );
    if (free.length === 0) throw new Error(`These tables refer to each other in a circle: ${[...left].join(', ')}.`);
    for (const table of free) left.delete(table);
    order.push(...free);
  }
  return order;
}

async function readOrder(ctx: Ctx): Promise<string[]> {
  const tables = await ctx.db.rows<{ name: string }>(
    sql`select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`,
  );
  const references = await ctx.db.rows<Reference>(
    sql`select s.relname as source, t.relname as target from pg_constraint k join pg_class s on s.oid = k.conrelid join pg_class t on t.oid = k.confrelid
        where k.contype = 'f' and s.relnamespace = 'public'::regnamespace`,
  );
  const kept = references.filter(
    ({ source, target }) => !(source === givesWay.table && givesWay.targets.includes(target)),
  );
  return deletionOrder(
    tables.map((table) => table.name),
    kept,
  );
}

async function deleteAll(ctx: Ctx, tables: readonly string[]): Promise<number> {
  let count = 0;
  for (const name of tables) {
    const gone = await ctx.db.one<{ n: number }>(
      sql`with gone as (delete from ${identifier(name)} where tenant_id = ${ctx.tenant} returning 1) select count(*)::int as n from gone`,
    );
    count += gone.n;
  }
  return count;
}

/** The workspace, held; only one that is a demonstration or that the operator said to delete. */
const hold = (ctx: Ctx) =>
  ctx.db.one(
    sql`select 1 from tenants where id = ${ctx.tenant} and (is_demo or deletion_began_at is not null) for update`,
  );

async function deleteRows(ctx: Ctx): Promise<number> {
  await hold(ctx);
  for (const column of givesWay.columns)
    await ctx.db.rows(
      sql`update ${identifier(givesWay.table)} set ${identifier(column)} = null where tenant_id = ${ctx.tenant}`,
    );
  const count = await deleteAll(ctx, await readOrder(ctx));
  await ctx.db.rows(sql`delete from tenants where id = ${ctx.tenant}`);
  return count;
}

async function removeFiles(tenant: string): Promise<number> {
  let count = 0;
  for await (const _key of fileStorage().list(tenant)) count += 1;
  await fileStorage().deleteTenant(tenant);
  return count;
}

/**
 * Closes a workspace that is a demonstration, or that the operator said to delete, so that nobody begins anything in it any more and what is
 * under way ends; takes its work away; then deletes every row of it and its own row, in one transaction as the app role, so that row-level
 * security keeps all other workspaces untouched; then its files and what Redis holds. Killed at any point it can be begun again, until its
 * row is gone. What is under way may still stand in its way: then it waits and tries again.
 */
export async function removeWorkspace(engines: Engines, tenant: string): Promise<Removed> {
  const caller: Caller = { tenant, actor: systemActor('workspace delete'), door: 'operator', requestId: newId() };
  const unit = <T>(run: (ctx: Ctx) => Promise<T>) => inUnit(engines.house, caller, 'workspace.delete', run, patienceMs);
  await unit(async (ctx) => {
    await hold(ctx);
    await ctx.db.rows(sql`update tenants set is_active = false where id = ${tenant}`);
  });
  await delay(underWayMs);
  await persistently(() => unit((ctx) => deleteAll(ctx, work)));
  const files = await removeFiles(tenant);
  const rows = await persistently(() => unit(deleteRows));
  // what was stored by work that was under way
  const late = await removeFiles(tenant);
  return { rows, files: files + late, waiting: await forgetTenant(engines, tenant) };
}

/** Again after a deadlock with work that was under way, with growing pauses. */
async function persistently<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt === tries || !isRetryable(error)) throw error;
      await delay(attempt * 1000);
    }
  }
}
