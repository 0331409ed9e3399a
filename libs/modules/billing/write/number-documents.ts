import { takeNumbers, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';

export type Series = 'invoice' | 'credit_note';

/** Gives drafts the next numbers of their series in this order and freezes them. */
export async function numberDocuments(
  ctx: Ctx,
  series: Series,
  drafts: readonly { id: string }[],
): Promise<{ id: string; number: string }[]> {
  const taken = await takeNumbers(ctx, series, drafts.length);
  await ctx.db.rows(
    sql`update invoices i set state = 'final', number = x.number, number_text = x.shown, finalised_at = ${ctx.now()}, pdf_state = 'queued',
          updated_at = ${ctx.now()}, version = version + 1
        from unnest(${drafts.map(({ id }) => id)}::uuid[], ${taken.map(({ number }) => number)}::bigint[],
          ${taken.map(({ text }) => text)}::text[]) as x(id, number, shown)
        where i.tenant_id = ${ctx.tenant} and i.id = x.id`,
  );
  return drafts.map(({ id }, place) => ({ id, number: taken[place]?.text ?? '' }));
}

/** Checks of drafts that this very transaction has made run now, while they still are drafts; those after wait for the commit again. */
export async function checkNow(ctx: Ctx): Promise<void> {
  await ctx.db.rows(sql`set constraints all immediate`);
  await ctx.db.rows(sql`set constraints all deferred`);
}
