import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addDays, groupBy, localDate, startOfLocalDay } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { referenceOf, type AccountingDocument, type DocumentLine } from '../domain/accounting/documents';
import type { Target } from '../domain/accounting/targets';
import type { Account } from '../domain/postings';
import { today } from './today';

/** The most that one export takes. */
export const mostEntries = 5000;

export interface ExportRange {
  target: Target;
  from?: string | undefined;
  to?: string | undefined;
}

interface Flat {
  id: string;
  kind: string;
  bookedAt: Date;
  currency: string;
  clientId: string;
  clientName: string;
  invoiceId: string | null;
  number: string | null;
  invoiceDate: string | null;
  dueDate: string | null;
  receivedOn: string | null;
  method: string | null;
  postings: { account: Account; amount: string; taxGroup: string | null }[];
}

interface FlatLine extends Omit<DocumentLine, 'taxGroup'> {
  invoiceId: string;
  taxCategory: string;
  taxRatePpm: number;
  taxPlace: string;
}

/** Kinds of entries that book a whole document: told line by line. */
const ofDocument = new Set(['invoice', 'credit_note', 'void']);

async function linesOf(ctx: ReadCtx, invoiceIds: readonly string[]): Promise<Map<string, FlatLine[]>> {
  const rows = await ctx.db.rows<FlatLine>(
    sql`select l.invoice_id, l.description, l.service_id, l.net, l.tax, l.tax_category, l.tax_rate_ppm, l.tax_place,
          exists (select from late_fees f where f.tenant_id = l.tenant_id and f.fee_invoice_id = l.invoice_id) as is_late_fee
        from invoice_lines l where l.tenant_id = ${ctx.tenant} and l.invoice_id = any(${invoiceIds}::uuid[]) order by l.invoice_id, l.position`,
  );
  return groupBy(rows, ({ invoiceId }) => invoiceId);
}

const toLine = ({ description, serviceId, isLateFee, net, tax, taxCategory, taxRatePpm, taxPlace }: FlatLine) => ({
  ...{ description, serviceId, isLateFee, net, tax, taxGroup: `${taxCategory}/${taxRatePpm}/${taxPlace}` },
});

function toDocument(row: Flat, lines: readonly FlatLine[], zone: string): AccountingDocument {
  const booked = localDate(row.bookedAt, zone);
  const isDocument = row.kind === 'invoice' || row.kind === 'credit_note';
  const date = (isDocument ? row.invoiceDate : row.kind === 'payment' ? row.receivedOn : null) ?? booked;
  return {
    entryId: row.id,
    kind: row.kind,
    reference: (isDocument ? row.number : null) ?? referenceOf(row.kind, row.id),
    date,
    dueDate: row.dueDate ?? date,
    client: { id: row.clientId, name: row.clientName },
    currency: row.currency,
    method: row.method,
    postings: row.postings.map(({ amount, ...posting }) => ({ ...posting, amount: BigInt(amount) })),
    lines: lines.map(toLine),
  };
}

export interface LoadedRange {
  from: string | null;
  to: string;
  zone: string;
  homeCurrency: string;
  documents: AccountingDocument[];
  isCut: boolean;
}

/** Entries of the journal booked in these days of the workspace that the system has not, the oldest first, in two queries. */
export async function loadAccounting(ctx: ReadCtx, { target, from, to: until }: ExportRange): Promise<LoadedRange> {
  const { zone, currency: homeCurrency } = await readTenant(ctx);
  const to = until ?? (await today(ctx));
  const end = startOfLocalDay(addDays(to, 1), zone);
  const rows = await ctx.db.rows<Flat>(
    sql`select e.id, e.kind, e.booked_at, e.currency, coalesce(m.id, k.id) as client_id, coalesce(m.name, k.name) as client_name, e.invoice_id,
          i.number_text as number, i.invoice_date, i.due_date, p.received_on, p.method,
          (select json_agg(json_build_object('account', s.account, 'amount', s.amount::text, 'taxGroup', s.tax_group) order by s.position)
            from postings s where s.tenant_id = e.tenant_id and s.entry_id = e.id) as postings
        from journal_entries e join clients k on k.tenant_id = e.tenant_id and k.id = e.client_id
        left join clients m on m.tenant_id = k.tenant_id and m.id = k.merged_into_id
        left join invoices i on i.tenant_id = e.tenant_id and i.id = e.invoice_id
        left join payments p on p.tenant_id = e.tenant_id and p.id = e.payment_id
        where e.tenant_id = ${ctx.tenant} and e.booked_at < ${end} ${from ? sql`and e.booked_at >= ${startOfLocalDay(from, zone)}` : sql``}
          and not exists (select from accounting_documents d where d.tenant_id = e.tenant_id and d.entry_id = e.id and d.target = ${target} and d.state = 'exported')
          and exists (select from postings s where s.tenant_id = e.tenant_id and s.entry_id = e.id)
        order by e.booked_at, e.id limit ${mostEntries + 1}`,
  );
  const taken = rows.slice(0, mostEntries);
  const told = taken.filter(({ kind }) => ofDocument.has(kind));
  const lines = await linesOf(
    ctx,
    told.flatMap(({ invoiceId }) => invoiceId ?? []),
  );
  const documents = taken.map((row) =>
    toDocument(row, ofDocument.has(row.kind) ? (lines.get(row.invoiceId ?? '') ?? []) : [], zone),
  );
  return { from: from ?? null, to, zone, homeCurrency, documents, isCut: rows.length > mostEntries };
}
