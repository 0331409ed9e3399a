import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound, refused, stale } from '@kelp/std';
import { finaliseInvoice, finaliseInvoices } from '../contract';
import { invoices } from '../tables';
import { finaliseDrafts } from '../write/finalise-drafts';

const mostAtOnce = 500;

export const finaliseInvoiceAction = defineAction(finaliseInvoice, {
  permission: 'invoice.finalize',
  run: async (ctx, { id, version }) => {
    const invoice = await ctx.db.lock(invoices, id);
    if (version !== undefined && version !== invoice.version) throw stale(invoices.noun, ['state']);
    const { finalised, skipped } = await finaliseDrafts(ctx, [id]);
    const [done] = finalised;
    if (!done) throw refused('invoice.not_finalisable', skipped[0]?.reason ?? notFound(invoices.noun).message);
    return done;
  },
});

/** Up to 500 drafts in one transaction, so that one block of numbers serves them all. */
export const finaliseInvoicesAction = defineAction(finaliseInvoices, {
  permission: 'invoice.finalize',
  run: async (ctx, { ids, runId }) => {
    if (ids) return { ...(await finaliseDrafts(ctx, [...new Set(ids)])), remaining: 0 };
    const drafts = await ctx.db.rows<{ id: string }>(
      sql`select id from invoices where tenant_id = ${ctx.tenant} and run_id = ${runId} and state = 'draft' order by id`,
    );
    const done = await finaliseDrafts(
      ctx,
      drafts.slice(0, mostAtOnce).map(({ id }) => id),
    );
    return { ...done, remaining: Math.max(0, drafts.length - mostAtOnce) };
  },
});
