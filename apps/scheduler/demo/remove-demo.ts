import { setTimeout as delay } from 'node:timers/promises';
import { fileStorage, inUnit, systemActor, type Ctx, type Engines } from '@kelp/kernel';
import { identifier, sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';

interface Reference {
  source: string;
  target: string;
}

/** Requests that were let in before the workspace closed have ended by then. */
const underWayMs = 2000;

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

/**
 * Closes a demo workspace, so that nobody begins anything in it any more and what is under way ends; then deletes every row of it, then its own row, in one transaction as the app role, so that row-level security keeps all other workspaces
 * untouched; then its files. Returns how many rows went.
 */
export async function removeDemo(engines: Engines, tenant: string): Promise<number> {
  const caller = { tenant, actor: systemActor('demo remove'), door: 'operator' as const, requestId: newId() };
  const remove = async (ctx: Ctx): Promise<number> => {
    await ctx.db.one(sql`select 1 from tenants where id = ${tenant} and is_demo for update`);
    for (const column of givesWay.columns)
      await ctx.db.rows(
        sql`update ${identifier(givesWay.table)} set ${identifier(column)} = null where tenant_id = ${tenant}`,
      );
    let count = 0;
    for (const name of await readOrder(ctx)) {
      const gone = await ctx.db.one<{ n: number }>(
        sql`with gone as (delete from ${identifier(name)} where tenant_id = ${tenant} returning 1) select count(*)::int as n from gone`,
      );
      count += gone.n;
    }
    await ctx.db.rows(sql`delete from tenants where id = ${tenant} and is_demo`);
    return count;
  };
  const close = (ctx: Ctx) => ctx.db.rows(sql`update tenants set is_active = false where id = ${tenant} and is_demo`);
  await inUnit(engines.house, caller, 'demo.remove', close);
  await delay(underWayMs);
  const count = await inUnit(engines.house, caller, 'demo.remove', remove, 300_000);
  await fileStorage().deleteTenant(tenant);
  return count;
}
