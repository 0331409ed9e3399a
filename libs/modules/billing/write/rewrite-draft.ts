import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid, refused, stale } from '@kelp/std';
import type { InvoiceLine } from '../domain/invoice-result';
import type { ExternalTax } from '../domain/tax-input';
import type { WrittenLine } from '../domain/written-lines';
import { invoiceLines, invoices, invoiceTaxes } from '../tables';
import { freeSources } from './free-sources';
import { takeOrders } from './take-orders';
import { lineRow } from './line-row';
import {
  calculatedColumns,
  calculateDocument,
  storedLines,
  toWritten,
  type StoredInvoice,
  type StoredLine,
} from './written-document';

/** Says why a document that is no draft does not change, and the way out. */
function assertDraft(invoice: StoredInvoice): void {
  if (invoice.state === 'draft') return;
  if (invoice.state === 'void') {
    throw refused('invoice.void', `${invoice.numberText} is void and does not change. Write a new invoice.`);
  }
  throw refused(
    'invoice.final',
    `${invoice.numberText} is final and does not change. Give a credit note for what is wrong, or correct the invoice: that credits it and makes a new draft.`,
  );
}

/** Locks a draft for a change. Throws stale after somebody else's change, refused when it is a draft no more. */
export async function lockDraft(ctx: Ctx, id: string, version: number | undefined): Promise<StoredInvoice> {
  const invoice = await ctx.db.lock(invoices, id);
  assertDraft(invoice);
  if (version !== undefined && version !== invoice.version) throw stale(invoices.noun, ['lines']);
  return invoice;
}

async function removeLines(ctx: Ctx, invoiceId: string, gone: readonly StoredLine[]): Promise<void> {
  if (gone.length === 0) return;
  const ids = gone.map(({ id }) => id);
  await freeSources(ctx, invoiceId, 'line_removed', ids);
  await ctx.db.rows(sql`delete from invoice_lines where tenant_id = ${ctx.tenant} and id = any(${ids}::uuid[])`);
}

/** The lines that stay get what they are now, in one statement. */
async function updateLines(ctx: Ctx, lines: readonly InvoiceLine[], ids: ReadonlyMap<number, string>): Promise<void> {
  const rows = lines.flatMap((line) => {
    const id = ids.get(line.position);
    if (!id) return [];
    const { gross, net, taxable, tax, ...row } = lineRow(line, id, '');
    const amounts = { gross: String(gross), net: String(net), taxable: String(taxable), tax: String(tax) };
    return [{ ...row, ...amounts }];
  });
  if (rows.length === 0) return;
  await ctx.db.rows(
    sql`update invoice_lines l set description = x.description, quantity = x.quantity, unit_price = x."unitPrice", gross = x.gross, net = x.net,
          taxable = x.taxable, tax = x.tax, reductions = x.reductions, tax_category = x."taxCategory", tax_place = x."taxPlace",
          tax_rate_ppm = x."taxRatePpm", includes_tax = x."includesTax", tax_details = x."taxDetails", service_from = x."serviceFrom", service_to = x."serviceTo", explanation = x.explanation
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, description text, quantity numeric, "unitPrice" numeric, gross bigint,
          net bigint, taxable bigint, tax bigint, reductions jsonb, "taxCategory" text, "taxPlace" text, "taxRatePpm" integer,
          "serviceFrom" date, "serviceTo" date, explanation jsonb, "includesTax" boolean, "taxDetails" jsonb)
        where l.tenant_id = ${ctx.tenant} and l.id = x.id`,
  );
}

async function countClaims(ctx: Ctx, invoiceId: string): Promise<number> {
  const { count } = await ctx.db.one<{ count: number }>(
    sql`select count(*)::int as count from claims where tenant_id = ${ctx.tenant} and invoice_id = ${invoiceId}`,
  );
  return count;
}

/** What becomes of a draft: other lines, another date, or both. */
export interface DraftChange {
  invoiceDate?: string | undefined;
  lines?: (lines: WrittenLine[]) => WrittenLine[];
  /** The tax that somebody else has counted for the document as it is. */
  answer?: ExternalTax;
}

/**
 * Changes a locked draft: calculates the whole document again and writes lines, taxes and sums. Lines that go let go of their
 * sources; lines that stay keep their ids and sources. Throws what a person has to put right first; then nothing has changed.
 */
export async function rewriteDraft(ctx: Ctx, invoice: StoredInvoice, change: DraftChange): Promise<StoredInvoice> {
  const before = await storedLines(ctx, invoice.id);
  const written = before.map(toWritten);
  const wanted = change.lines ? change.lines(written) : written;
  const invoiceDate = change.invoiceDate ?? invoice.invoiceDate;
  const calculated = await calculateDocument(ctx, { ...invoice, invoiceDate }, wanted, change.answer);
  const { result } = calculated;
  if (result.total < 0n) {
    throw invalid('The total would be below zero. An invoice is never negative: give a credit note instead.');
  }
  const stays = new Set(result.lines.map(({ position }) => position));
  const idOf = new Map(before.map(({ position, id }) => [position, id]));
  await removeLines(
    ctx,
    invoice.id,
    before.filter(({ position }) => !stays.has(position)),
  );
  await updateLines(ctx, result.lines, idOf);
  const added = result.lines.filter(({ position }) => !idOf.has(position));
  await ctx.db.insertMany(
    invoiceLines,
    added.map((line) => lineRow(line, ctx.newId(), invoice.id)),
  );
  await ctx.db.rows(sql`delete from invoice_taxes where tenant_id = ${ctx.tenant} and invoice_id = ${invoice.id}`);
  await ctx.db.insertMany(
    invoiceTaxes,
    result.taxes.map((group) => ({ ...group, invoiceId: invoice.id })),
  );
  await takeOrders(ctx, [invoice.id]);
  const saved = await ctx.db.update(invoices, invoice.id, {
    ...calculatedColumns(calculated, await countClaims(ctx, invoice.id)),
    ...(ctx.actor.kind === 'user' ? { madeById: ctx.actor.id } : {}),
  });
  ctx.touch('invoice');
  return saved;
}
