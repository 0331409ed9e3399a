import { numberFormat, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';

export type Series = 'invoice' | 'credit_note';

/** A block of numbers out of the series; its row stays locked until the commit, so no gap is possible. */
async function takeNumbers(ctx: Ctx, series: Series, count: number): Promise<bigint> {
  const row = await ctx.db.one<{ first: bigint }>(
    sql`update number_series set next = next + ${count} where tenant_id = ${ctx.tenant} and kind = ${series} returning next - ${count} as first`,
  );
  return row.first;
}

/** Gives drafts the next numbers of their series in this order and freezes them. */
export async function numberDocuments(
  ctx: Ctx,
  series: Series,
  drafts: readonly { id: string }[],
): Promise<{ id: string; number: string }[]> {
  const format = await numberFormat(ctx, series);
  const first = await takeNumbers(ctx, series, drafts.length);
  const numbered = drafts.map(({ id }, index) => {
    const value = first + BigInt(index);
    return { id, value, number: format(value) };
  });
  await ctx.db.rows(
    sql`update invoices i set state = 'final', number = x.number, number_text = x.shown, finalised_at = ${ctx.now()}, pdf_state = 'queued',
          updated_at = ${ctx.now()}, version = version + 1
        from unnest(${numbered.map(({ id }) => id)}::uuid[], ${numbered.map(({ value }) => value)}::bigint[],
          ${numbered.map((one) => one.number)}::text[]) as x(id, number, shown)
        where i.tenant_id = ${ctx.tenant} and i.id = x.id`,
  );
  return numbered.map((one) => ({ id: one.id, number: one.number }));
}

/** Checks of drafts that this very transaction has made run now, while they still are drafts; those after wait for the commit again. */
export async function checkNow(ctx: Ctx): Promise<void> {
  await ctx.db.rows(sql`set constraints all immediate`);
  await ctx.db.rows(sql`set constraints all deferred`);
}
