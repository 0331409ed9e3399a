import type { ReadCtx } from '@kelp/kernel';
import { identifier, snake, sql, type Table } from '@kelp/platform/db';

/** Rows of one table that refer to an entry. */
interface Use {
  id: string;
  noun: string;
  count: number;
}

/**
 * What refers to these rows, as the foreign keys of the database tell it, so that no room can be forgotten. Rows of `ignored` tables, the rows
 * themselves and what was taken off a list do not count.
 */
export async function usesOf(
  ctx: ReadCtx,
  table: Table,
  ids: readonly string[],
  ignored: readonly Table[] = [],
): Promise<Use[]> {
  const keys = await ctx.db.rows<{ name: string; column: string }>(
    sql`select distinct source.relname as name, a.attname as column
        from pg_constraint k join pg_class source on source.oid = k.conrelid join pg_class target on target.oid = k.confrelid
          cross join lateral unnest(k.conkey, k.confkey) as pair(own, other)
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.own
          join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.other and b.attname = 'id'
        where k.contype = 'f' and target.relname = ${table.name} and target.relnamespace = 'public'::regnamespace
        order by 1, 2`,
  );
  const counting = keys.filter(({ name }) => !ignored.some((part) => part.name === name));
  const found = await Promise.all(counting.map((key) => usesBy(ctx, key, ids)));
  return found.flat();
}

async function usesBy(
  ctx: ReadCtx,
  { name, column }: { name: string; column: string },
  ids: readonly string[],
): Promise<Use[]> {
  const source = ctx.tables.get(name);
  const offered = source && 'removedAt' in source.columns ? sql` and ${identifier(snake('removedAt'))} is null` : sql``;
  const others = source && 'id' in source.columns ? sql` and not id = any(${[...ids]}::uuid[])` : sql``;
  const rows = await ctx.db.rows<{ id: string; count: number }>(
    sql`select ${identifier(column)} as id, count(*)::int as count from ${identifier(name)}
        where tenant_id = ${ctx.tenant} and ${identifier(column)} = any(${[...ids]}::uuid[])${offered}${others} group by 1`,
  );
  return rows.map((row) => ({ ...row, noun: source?.noun ?? name.replaceAll('_', ' ') }));
}
