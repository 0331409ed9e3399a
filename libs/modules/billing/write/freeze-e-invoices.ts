import type { Ctx } from '@kelp/kernel';
import { checkEInvoice } from '../domain/check-e-invoice';
import { eInvoiceOf, type EInvoiceProblem } from '../domain/e-invoice';
import { eInvoicing } from '../e-invoice-settings';
import { writeEInvoice } from '../jobs/write-e-invoice';
import { loadEInvoices, type EInvoiceRow } from '../load/e-invoice-sources';
import { eInvoices } from '../tables/e-invoices';

const problemsOf = ({ source, parties }: EInvoiceRow): EInvoiceProblem[] => checkEInvoice(eInvoiceOf(source, parties));

/** Drafts that the workspace does not let become final since they are no e-invoices, each with the first reason. */
export async function stoppedByEInvoice(ctx: Ctx, ids: readonly string[]): Promise<{ id: string; reason: string }[]> {
  const { mode } = await ctx.setting(eInvoicing);
  if (mode !== 'block' || ids.length === 0) return [];
  const rows = await loadEInvoices(ctx, ids);
  return rows.flatMap((row) => {
    const [first, ...more] = problemsOf(row);
    if (!first) return [];
    const rest = more.length === 0 ? '' : ` ${more.length} more stand on the draft.`;
    return [{ id: row.id, reason: `This is no e-invoice yet (${first.rule}): ${first.sentence}${rest}` }];
  });
}

/** Keeps what a document says of its parties; the file follows as a job unless something is wrong with it. */
export async function freezeEInvoice(ctx: Ctx, row: EInvoiceRow): Promise<EInvoiceProblem[]> {
  const problems = problemsOf(row);
  const known = await ctx.db.find(eInvoices, { invoiceId: row.id });
  const facts = { parties: row.parties, problems, frozenAt: ctx.now() };
  const state = problems.length > 0 ? ('faulty' as const) : ('queued' as const);
  const { version } = known
    ? await ctx.db.update(eInvoices, known.id, { ...facts, state })
    : await ctx.db.insert(eInvoices, { invoiceId: row.id, ...facts, state });
  if (state === 'queued') await ctx.enqueue(writeEInvoice, { invoiceId: row.id, version });
  return problems;
}

/** Makes e-invoices of documents that have just become final, where the workspace makes any. */
export async function freezeEInvoices(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const { mode } = await ctx.setting(eInvoicing);
  if (mode === 'off' || ids.length === 0) return;
  for (const row of await loadEInvoices(ctx, ids)) await freezeEInvoice(ctx, row);
}
