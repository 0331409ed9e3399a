import { numberFormat, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { groupBy } from '@kelp/std';
import { recordChange } from '@kelp/tenants';
import { invoicePostings } from '../domain/postings';
import { invoiceFinalised } from '../events';
import { renderPdf } from '../jobs/render-pdf';
import { invoices, invoiceTaxes } from '../tables';
import { bookEntries } from './book-entries';

type Draft = Awaited<ReturnType<typeof lockInvoices>>[number];

export interface Finalised {
  finalised: { id: string; number: string }[];
  skipped: { id: string; reason: string }[];
}

const lockInvoices = (ctx: Ctx, ids: readonly string[]) =>
  ctx.db.list(invoices, { id: ids }, { orderBy: 'id', lock: true });

/** Why a locked invoice cannot get a number, or null. */
function reasonAgainst(invoice: Draft | undefined, held: number, hasLines: boolean): string | null {
  if (!invoice) return 'This invoice does not exist, or you may not see it.';
  if (invoice.state === 'final') return `This invoice is final already: ${invoice.numberText}.`;
  if (invoice.state === 'void') return 'This invoice is void.';
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
        where tenant_id = ${ctx.tenant} and invoice_id = any(${ids}::uuid[]) and kind <> 'included_time'`,
  );
  return new Set(rows.map(({ invoiceId }) => invoiceId));
}

/** A block of numbers out of the series; its row stays locked until the commit, so no gap is possible. */
async function takeNumbers(ctx: Ctx, count: number): Promise<bigint> {
  const row = await ctx.db.one<{ first: bigint }>(
    sql`update number_series set next = next + ${count} where tenant_id = ${ctx.tenant} and kind = 'invoice' returning next - ${count} as first`,
  );
  return row.first;
}

async function number(ctx: Ctx, drafts: readonly Draft[]): Promise<{ id: string; number: string }[]> {
  const format = await numberFormat(ctx, 'invoice');
  const first = await takeNumbers(ctx, drafts.length);
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

/** Checks of drafts that this very transaction has made run now, while they still are drafts; those after wait for the commit again. */
async function checkNow(ctx: Ctx): Promise<void> {
  await ctx.db.rows(sql`set constraints all immediate`);
  await ctx.db.rows(sql`set constraints all deferred`);
}

/**
 * Gives drafts their numbers, in the order they were made: the series row is locked, claims are checked, the books written and the
 * PDFs asked for, all in this transaction. Those that cannot be finalised are skipped with the reason.
 */
export async function finaliseDrafts(ctx: Ctx, ids: readonly string[]): Promise<Finalised> {
  const locked = new Map((await lockInvoices(ctx, ids)).map((invoice) => [invoice.id, invoice]));
  const held = await ctx.db.rows<{ invoiceId: string; count: number }>(
    sql`select invoice_id, count(*)::int as count from claims where tenant_id = ${ctx.tenant} and invoice_id = any(${ids}::uuid[]) group by invoice_id`,
  );
  const heldBy = new Map(held.map(({ invoiceId, count }) => [invoiceId, count]));
  const filled = await withLines(ctx, ids);
  const skipped = ids.flatMap((id) => {
    const reason = reasonAgainst(locked.get(id), heldBy.get(id) ?? 0, filled.has(id));
    return reason ? [{ id, reason }] : [];
  });
  const refused = new Set(skipped.map(({ id }) => id));
  const drafts = [...locked.values()].filter(({ id }) => !refused.has(id));
  if (drafts.length === 0) return { finalised: [], skipped };
  await checkNow(ctx);
  const finalised = await number(ctx, drafts);
  await book(ctx, drafts);
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
