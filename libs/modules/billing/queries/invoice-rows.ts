import { escapeLike, mergedClients } from '@kelp/clients';
import { readCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import { and, sql, type Sql } from '@kelp/platform/db';
import type { LocalDate } from '@kelp/std';
import type { InvoiceRow } from '../contract';
import { paymentState } from '../domain/allocate-payment';
import { asksForMoney, type DocumentKind } from '../domain/document-kind';
import type { InvoiceState, PdfState } from '../tables';
import { today } from '../load/today';
import { asksSql, settledSql, writtenOffSql } from './amount-due';

export interface FlatInvoice {
  id: string;
  kind: DocumentKind;
  state: InvoiceState;
  numberText: string | null;
  clientId: string;
  clientName: string;
  currency: string;
  invoiceDate: string;
  dueDate: string;
  net: bigint;
  tax: bigint;
  total: bigint;
  settled: bigint;
  writtenOff: bigint;
  sentAt: Date | null;
  pdfState: PdfState;
  runId: string | null;
  version: number;
}

export const invoiceSelect: Sql = sql`i.id, i.kind, i.state, i.number_text, i.client_id, i.client_name, i.currency, i.invoice_date, i.due_date, i.net,
  i.tax, i.total, ${settledSql} as settled, ${writtenOffSql} as written_off, i.sent_at, i.pdf_state, i.run_id, i.version`;

/** The row as it leaves the server. `today` decides what is overdue. */
export function toInvoiceRow(row: FlatInvoice, today: string): InvoiceRow {
  const { numberText, clientId, clientName, settled, writtenOff, ...shown } = row;
  const isFinal = row.state === 'final' && asksForMoney(row.kind);
  const amountDue = isFinal ? row.total - settled : 0n;
  return {
    ...shown,
    number: numberText,
    client: { id: clientId, name: clientName },
    amountDue,
    paymentState: isFinal ? paymentState(row.total, amountDue, writtenOff) : null,
    isOverdue: amountDue > 0n && row.dueDate < today,
  };
}

export interface InvoiceFilter {
  kind?: DocumentKind | undefined;
  state?: InvoiceState | undefined;
  isOpen?: boolean | undefined;
  isOverdue?: true | undefined;
  clientId?: string | undefined;
  runId?: string | undefined;
  search?: string | undefined;
  /** False for readers who may see final and void invoices only, such as clients. */
  withDrafts?: boolean;
  after?: string | undefined;
  limit: number;
}

function conditions(ctx: ReadCtx, filter: InvoiceFilter, today: LocalDate | null): Sql {
  const parts = [sql`i.tenant_id = ${ctx.tenant}`];
  if (filter.kind) parts.push(sql`i.kind = ${filter.kind}`);
  if (filter.state) parts.push(sql`i.state = ${filter.state}`);
  if (filter.withDrafts === false) parts.push(sql`i.state <> 'draft'`);
  if (filter.isOpen || filter.isOverdue) parts.push(sql`i.state = 'final' and ${asksSql} and i.total > ${settledSql}`);
  if (filter.isOpen === false) parts.push(sql`i.state = 'final' and ${asksSql} and i.total <= ${settledSql}`);
  if (today) parts.push(sql`i.due_date < ${today}`);
  if (filter.clientId) parts.push(sql`i.client_id in ${mergedClients(ctx, filter.clientId)}`);
  if (filter.runId) parts.push(sql`i.run_id = ${filter.runId}`);
  if (filter.search) {
    const wanted = `%${escapeLike(filter.search.trim())}%`;
    parts.push(sql`(i.number_text ilike ${wanted} or i.client_name ilike ${wanted})`);
  }
  const cursor = readCursor(filter.after, ['string']);
  if (cursor) parts.push(sql`i.id < ${cursor[0]}::uuid`);
  return and(parts);
}

/** A page of invoices, the latest first; used by staff lists and by the client portal (with its client and without drafts). */
export async function findInvoices(ctx: ReadCtx, filter: InvoiceFilter) {
  // Asked beforehand only where the filter needs it: else it goes out with the page.
  const known = filter.isOverdue ? await today(ctx) : null;
  const [rows, day, upTo] = await Promise.all([
    ctx.db.rows<FlatInvoice>(
      sql`select ${invoiceSelect} from invoices i where ${conditions(ctx, filter, known)} order by i.id desc limit ${filter.limit + 1}`,
    ),
    known ?? today(ctx),
    ctx.upTo(),
  ]);
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  const next = rows.length > filter.limit && last ? writeCursor([last.id]) : null;
  return { rows: page.map((row) => toInvoiceRow(row, day)), next, upTo };
}
