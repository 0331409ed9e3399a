import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { groupBy } from '@kelp/std';
import { recordChange } from '@kelp/tenants';
import { informationKinds } from '../domain/invoice-result';
import { invoicePostings } from '../domain/postings';
import { invoiceFinalised } from '../events';
import { renderPdf } from '../jobs/render-pdf';
import { invoices, invoiceTaxes } from '../tables';
import { awaitedApprovals } from './approvals';
import { bookEntries } from './book-entries';
import { lockAccountsOf } from './lock-accounts';
import { checkNow, numberDocuments } from './number-documents';
import { freezeEInvoices, stoppedByEInvoice } from './freeze-e-invoices';
import { deferRevenue } from './revenue-schedules';
import { useOrders } from './take-orders';
import { useCredit } from './use-credit';

type Draft = Awaited<ReturnType<typeof lockInvoices>>[number];

export interface Finalised {
  finalised: { id: string; number: string }[];
  skipped: { id: string; reason: string }[];
}

const lockInvoices = (ctx: Ctx, ids: readonly string[]) =>
  ctx.db.list(invoices, { id: ids }, { orderBy: 'id', lock: true });

const needsApproval = 'This draft is over the threshold and needs a second person. Have it approved first.';

/** Why a locked invoice cannot get a number, or null. */
function reasonAgainst(invoice: Draft | undefined, held: number, hasLines: boolean): string | null {
  if (!invoice) return 'This invoice does not exist, or you may not see it.';
  if (invoice.state === 'final') return `This invoice is final already: ${invoice.numberText}.`;
  if (invoice.state === 'void') return 'This invoice is void.';
  if (invoice.taxState === 'pending_tax') {
    return 'The tax of this draft has not been answered yet. Wait for the answer, or ask again on the draft.';
  }
  if (!hasLines) return 'This draft has nothing to bill. Add a line first, or delete it.';
  if (held !== invoice.claimCount) {
    return 'This draft no longer holds all that it bills. Delete it and run the billing again.';
  }
  return null;
}

/** Those that have more than lines of information (product rule: a document of only those is no invoice). */
async function withLines(ctx: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await ctx.db.rows<{ invoiceId: string }>(
    sql`select distinct invoice_id from invoice_lines
        where tenant_id = ${ctx.tenant} and invoice_id = any(${ids}::uuid[]) and kind <> all(${[...informationKinds]}::text[])`,
  );
  return new Set(rows.map(({ invoiceId }) => invoiceId));
}

/** The books: the client owes the total; revenue and each tax group get their part. */
async function book(ctx: Ctx, drafts: readonly Draft[]): Promise<void> {
  const taxes = groupBy(
    await ctx.db.list(invoiceTaxes, { invoiceId: drafts.map(({ id }) => id) }),
    ({ invoiceId }) => invoiceId,
  );
  await bookEntries(
    ctx,
    drafts.map(({ id, clientId, currency, net, total }) => ({
      kind: 'invoice' as const,
      sourceId: id,
      clientId,
      invoiceId: id,
      paymentId: null,
      currency,
      postings: invoicePostings(clientId, { currency, net, total, taxes: taxes.get(id) ?? [] }),
    })),
  );
}

/**
 * Gives drafts their numbers, in the order they were made: the series row is locked, claims are checked, the books written,
 * credit of the clients used and the PDFs asked for, all in this transaction. Those that cannot be finalised are skipped with the reason.
 */
export async function finaliseDrafts(ctx: Ctx, ids: readonly string[]): Promise<Finalised> {
  await lockAccountsOf(ctx, ids);
  const locked = new Map((await lockInvoices(ctx, ids)).map((invoice) => [invoice.id, invoice]));
  const held = await ctx.db.rows<{ invoiceId: string; count: number }>(
    sql`select invoice_id, count(*)::int as count from claims where tenant_id = ${ctx.tenant} and invoice_id = any(${ids}::uuid[]) group by invoice_id`,
  );
  const heldBy = new Map(held.map(({ invoiceId, count }) => [invoiceId, count]));
  const filled = await withLines(ctx, ids);
  const awaited = new Set((await awaitedApprovals(ctx, ids)).map(({ id }) => id));
  const unable = ids.flatMap((id) => {
    const against = reasonAgainst(locked.get(id), heldBy.get(id) ?? 0, filled.has(id));
    const reason = against ?? (awaited.has(id) ? needsApproval : null);
    return reason ? [{ id, reason }] : [];
  });
  const without = (list: Finalised['skipped']) => {
    const refused = new Set(list.map(({ id }) => id));
    return [...locked.values()].filter(({ id }) => !refused.has(id));
  };
  const able = without(unable).map(({ id }) => id);
  const skipped = [...unable, ...(await stoppedByEInvoice(ctx, able))];
  const drafts = without(skipped);
  if (drafts.length === 0) return { finalised: [], skipped };
  await checkNow(ctx);
  const finalised = await numberDocuments(ctx, 'invoice', drafts);
  await book(ctx, drafts);
  await useOrders(
    ctx,
    drafts.map(({ id }) => id),
  );
  await deferRevenue(
    ctx,
    drafts.map(({ id }) => id),
  );
  await useCredit(
    ctx,
    drafts.map((draft) => ({ ...draft, amountDue: draft.total })),
  );
  await freezeEInvoices(
    ctx,
    drafts.map(({ id }) => id),
  );
  for (const [index, draft] of drafts.entries()) {
    const { id, clientId, currency, total, dueDate } = draft;
    const shown = finalised[index]?.number ?? '';
    const payload = { invoiceId: id, clientId, number: shown, dueDate, currency, total: total.toString() };
    ctx.emit(invoiceFinalised, id, payload);
    await ctx.enqueue(renderPdf, { invoiceId: id, version: draft.version + 1 });
    const after = { state: 'final', number: shown };
    await recordChange(ctx, {
      action: 'invoice.finalise',
      subject: 'invoices',
      subjectId: id,
      before: { state: 'draft' },
      after,
    });
  }
  return { finalised, skipped };
}
