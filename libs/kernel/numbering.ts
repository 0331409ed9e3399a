import { sql } from '@kelp/platform/db';
import type { Ctx, ReadCtx } from './context';

/** The next business number of a kind (`ticket`, `invoice`), out of the tenant's counter row: no gap, none twice; held until the commit. */
export async function nextNumber(ctx: Ctx, kind: string): Promise<bigint> {
  const row = await ctx.db.one<{ number: bigint }>(
    sql`update number_series set next = next + 1 where tenant_id = ${ctx.tenant} and kind = ${kind} returning next - 1 as number`,
  );
  return row.number;
}

/** Creates the counter of a kind when it is missing. */
export async function ensureSeries(ctx: Ctx, kind: string, prefix: string, padding: number): Promise<void> {
  await ctx.db.rows(
    sql`insert into number_series (tenant_id, kind, prefix, padding, next) values (${ctx.tenant}, ${kind}, ${prefix}, ${padding}, 1)
        on conflict (tenant_id, kind) do nothing`,
  );
}

/** How a number is shown, such as `T-1042`. */
export async function numberFormat(
  ctx: Pick<ReadCtx, 'db' | 'tenant'>,
  kind: string,
): Promise<(number: bigint) => string> {
  const row = await ctx.db.maybe<{ prefix: string; padding: number }>(
    sql`select prefix, padding from number_series where tenant_id = ${ctx.tenant} and kind = ${kind}`,
  );
  return (number) => `${row?.prefix ?? ''}${number.toString().padStart(row?.padding ?? 1, '0')}`;
}
