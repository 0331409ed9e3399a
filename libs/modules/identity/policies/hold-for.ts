import type { ReadCtx } from '@kelp/kernel';
import { identifier, list, sql, type Sql } from '@kelp/platform/db';

/** Which of these conditions over the row `x` hold for a record, in one statement; one that is not decided does not. */
export async function holdFor(
  ctx: ReadCtx,
  table: string,
  id: string,
  conditions: readonly Sql[],
): Promise<readonly boolean[]> {
  const { held } = await ctx.db.one<{ held: boolean[] }>(
    sql`select array[${list(conditions.map((condition) => sql`coalesce(${condition}, false)`))}] as held
        from ${identifier(table)} x where x.tenant_id = ${ctx.tenant} and x.id = ${id}`,
  );
  return held;
}
