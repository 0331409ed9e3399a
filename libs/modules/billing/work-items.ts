import { mostOfSource, workItems } from '@kelp/activities';
import { fillServerSlot } from '@kelp/kernel';
import { awaitedApprovals, refusalToApprove, type Awaited } from './write/approvals';

/** Drafts over the threshold that the caller may agree to: one item each. */
export const approvalsToGive = fillServerSlot(workItems, async (ctx, { userId }) => {
  if (userId !== ctx.actor.id || !ctx.can('invoice.approve') || !ctx.can('invoice.read')) return [];
  const own: Awaited[] = [];
  for (const draft of (await awaitedApprovals(ctx)).slice(0, mostOfSource)) {
    if ((await refusalToApprove(ctx, draft)) === null) own.push(draft);
  }
  return own.map(({ id, clientId, clientName, since }) => ({
    ...{ kind: 'invoice_approval', id, title: clientName, href: `/msp/billing/invoices/${id}`, since },
    ...{ number: null, note: null, status: null, priority: null, dueAt: null, dueOn: null, promisedAt: null },
    client: { id: clientId, name: clientName },
    ...{ turn: 'us' as const, wokeAt: null, acts: [], version: null },
  }));
});
