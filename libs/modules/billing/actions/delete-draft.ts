import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused, stale } from '@kelp/std';
import { deleteDraft } from '../contract';
import { invoices } from '../tables';
import { freeSources } from '../write/free-sources';

/** Removes a draft with its lines; its sources are free again and no number is lost. Refused once it has a number. */
export const deleteDraftAction = defineAction(deleteDraft, {
  permission: 'invoice.delete',
  run: async (ctx, { id, version }) => {
    const invoice = await ctx.db.lock(invoices, id);
    if (version !== undefined && version !== invoice.version) throw stale(invoices.noun, ['state']);
    if (invoice.state !== 'draft') {
      throw refused('invoice.final', `${invoice.numberText} is final and stays in the books. Void it instead.`);
    }
    await freeSources(ctx, id, 'draft_deleted');
    await ctx.db.rows(sql`delete from tax_requests where tenant_id = ${ctx.tenant} and invoice_id = ${id}`);
    await ctx.db.rows(sql`delete from invoice_taxes where tenant_id = ${ctx.tenant} and invoice_id = ${id}`);
    await ctx.db.rows(sql`delete from invoice_lines where tenant_id = ${ctx.tenant} and invoice_id = ${id}`);
    await ctx.db.remove(invoices, id);
    ctx.touch('invoice');
    ctx.touch('billing_run');
    return { id };
  },
});
