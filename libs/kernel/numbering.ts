import { sql } from '@kelp/platform/db';
import { numberText, type NumberStyle } from '@kelp/std';
import type { Ctx, ReadCtx } from './context';

/** A business number and how it is written from now on, whatever becomes of the series. */
export interface TakenNumber {
  number: bigint;
  text: string;
}

/** The next business numbers of a kind (`ticket`, `invoice`), out of the tenant's counter row: no gap, none twice; held until the commit. */
export async function takeNumbers(ctx: Ctx, kind: string, count: number): Promise<TakenNumber[]> {
  const { first, ...style } = await ctx.db.one<NumberStyle & { first: bigint }>(
    sql`update number_series set next = next + ${count} where tenant_id = ${ctx.tenant} and kind = ${kind}
        returning next - ${count} as first, prefix, padding`,
  );
  return Array.from({ length: count }, (_, place) => {
    const number = first + BigInt(place);
    return { number, text: numberText(style, number) };
  });
}

/** The next business number of a kind. */
export async function takeNumber(ctx: Ctx, kind: string): Promise<TakenNumber> {
  const [taken] = await takeNumbers(ctx, kind, 1);
  return taken as TakenNumber;
}

/** What numbers of this kind begin with, or began with: an old number is still written in mails. */
export async function prefixesOf(ctx: ReadCtx, kind: string): Promise<string[]> {
  const row = await ctx.db.maybe<{ prefixes: string[] }>(
    sql`select former_prefixes || prefix as prefixes from number_series where tenant_id = ${ctx.tenant} and kind = ${kind}`,
  );
  return row?.prefixes ?? [];
}

/** Creates the counter of a kind when it is missing. */
export async function ensureSeries(ctx: Ctx, kind: string, { prefix, padding }: NumberStyle): Promise<void> {
  await ctx.db.rows(
    sql`insert into number_series (tenant_id, kind, prefix, padding, next) values (${ctx.tenant}, ${kind}, ${prefix}, ${padding}, 1)
        on conflict (tenant_id, kind) do nothing`,
  );
}
