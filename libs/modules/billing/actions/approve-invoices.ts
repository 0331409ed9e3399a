import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { recordChange } from '@kelp/tenants';
import { approveInvoices } from '../contract';
import { invoices } from '../tables';
import { invoiceApprovals } from '../tables/approvals';
import { awaitedApprovals, refusalToApprove } from '../write/approvals';

/** Agrees to drafts as they stand. Those that need nobody, or not this person, are skipped with the reason. */
export const approveInvoicesAction = defineAction(approveInvoices, {
  permission: 'invoice.approve',
  run: async (ctx, { ids }) => {
    const wanted = [...new Set(ids)];
    await ctx.db.list(invoices, { id: wanted }, { orderBy: 'id', lock: true });
    const awaited = new Map((await awaitedApprovals(ctx, wanted)).map((draft) => [draft.id, draft]));
    const approved: string[] = [];
    const skipped: { id: string; reason: string }[] = [];
    for (const id of wanted) {
      const draft = awaited.get(id);
      const reason = draft ? await refusalToApprove(ctx, draft) : 'This does not wait for an approval.';
      if (!draft || reason) {
        skipped.push({ id, reason: reason ?? '' });
        continue;
      }
      const by = { approvedById: ctx.actor.id ?? '', approvedBy: ctx.actor.name, approvedAt: ctx.now() };
      const { resultHash, total } = draft;
      await ctx.db.insertMany(invoiceApprovals, [{ id: ctx.newId(), invoiceId: id, resultHash, total, ...by }]);
      const after = { approvedBy: ctx.actor.name, total: total.toString() };
      await recordChange(ctx, { action: approveInvoices.name, subject: 'invoices', subjectId: id, before: {}, after });
      approved.push(id);
    }
    if (approved.length === 0 && wanted.length === 1) {
      throw refused('invoice.not_approvable', skipped[0]?.reason ?? 'This cannot be approved.');
    }
    ctx.touch('invoice');
    return { approved, skipped };
  },
});
