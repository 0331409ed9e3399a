import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listAwaitedApprovals, type AwaitedApproval } from '../contract';
import { awaitedApprovals, refusalToApprove, type Awaited } from '../write/approvals';

async function toRow(ctx: ReadCtx, draft: Awaited): Promise<AwaitedApproval> {
  const { id, clientId, clientName, currency, total, threshold, madeBy, since } = draft;
  const reason = await refusalToApprove(ctx, draft);
  const client = { id: clientId, name: clientName };
  return { ...{ id, client, currency, total, threshold, madeBy, since, reason }, mayApprove: reason === null };
}

/** Drafts that wait for a second person, the oldest first. */
export const listAwaitedApprovalsQuery = defineQuery(listAwaitedApprovals, {
  permission: 'invoice.read',
  run: async (ctx, { invoiceId }) => {
    const rows = await awaitedApprovals(ctx, invoiceId ? [invoiceId] : undefined);
    const approvals = invoiceId
      ? await ctx.db.rows<{ by: string; at: Date }>(
          sql`select a.approved_by as by, a.approved_at as at from invoice_approvals a
              join invoices i on i.tenant_id = a.tenant_id and i.id = a.invoice_id and i.result_hash = a.result_hash
              where a.tenant_id = ${ctx.tenant} and a.invoice_id = ${invoiceId} order by a.approved_at`,
        )
      : [];
    const shown: AwaitedApproval[] = [];
    for (const draft of rows.slice(0, 200)) shown.push(await toRow(ctx, draft));
    return { rows: shown, approvals };
  },
});
