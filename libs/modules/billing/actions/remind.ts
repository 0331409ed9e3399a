import { defineAction } from '@kelp/kernel';
import { notFound, refused } from '@kelp/std';
import { disputeLine, pauseReminders, resolveDispute } from '../contract';
import { invoiceLines, invoices } from '../tables';
import { lineDisputes } from '../tables/receivables';
import { lockOpenInvoice } from '../write/lock-invoice';

const permission = 'invoice.remind';

export const pauseRemindersAction = defineAction(pauseReminders, {
  permission,
  run: async (ctx, { id, isPaused }) => {
    await lockOpenInvoice(ctx, id);
    await ctx.db.update(invoices, id, { remindersPaused: isPaused });
    ctx.touch('invoice');
    return { isPaused };
  },
});

export const disputeLineAction = defineAction(disputeLine, {
  permission,
  run: async (ctx, { id: invoiceId, position, reason }) => {
    await lockOpenInvoice(ctx, invoiceId);
    const line = await ctx.db.find(invoiceLines, { invoiceId, position });
    if (!line) throw notFound(invoiceLines.noun);
    const opened = { reason, openedBy: ctx.actor.name, openedAt: ctx.now() };
    const { id } = await ctx.db.insert(lineDisputes, { invoiceId, lineId: line.id, ...opened });
    ctx.touch('invoice');
    return { id };
  },
});

export const resolveDisputeAction = defineAction(resolveDispute, {
  permission,
  run: async (ctx, { id, outcome }) => {
    const dispute = await ctx.db.lock(lineDisputes, id);
    if (dispute.resolvedAt) throw refused('dispute.resolved', 'This dispute is settled already.');
    await ctx.db.update(lineDisputes, id, { outcome, resolvedBy: ctx.actor.name, resolvedAt: ctx.now() });
    ctx.touch('invoice');
    return { id };
  },
});
