import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { groupBy } from '@kelp/std';
import { reviewDrafts, type ReviewRow } from '../contract';
import { compareLines, isUnusual, type ComparedLine } from '../domain/compare-lines';
import { ordersOf, type OrderOfInvoice } from './orders-of-invoices';
import { informationKinds } from '../domain/invoice-result';

const most = 500;

interface FlatDraft {
  id: string;
  clientId: string;
  clientName: string;
  currency: string;
  net: bigint;
  tax: bigint;
  version: number;
  beforeId: string | null;
  beforeNet: bigint | null;
  beforeTax: bigint | null;
  /** Net of up to twelve final invoices before, as texts. */
  history: string[];
}

interface FlatLine extends ComparedLine {
  invoiceId: string;
}

/** Drafts with the last final invoice of the same client, profile and currency, and the year before. */
const draftsOf = (ctx: ReadCtx) =>
  ctx.db.rows<FlatDraft>(
    sql`select i.id, i.client_id, i.client_name, i.currency, i.net, i.tax, i.version, b.id as before_id, b.net as before_net, b.tax as before_tax,
          coalesce(h.nets, '[]') as history
        from invoices i
        left join lateral (select p.id, p.net, p.tax from invoices p where p.tenant_id = i.tenant_id and p.client_id = i.client_id
          and p.billing_profile_id = i.billing_profile_id and p.currency = i.currency and p.kind = 'invoice' and p.state = 'final'
          and p.run_id is not null and p.id < i.id order by p.id desc limit 1) b on true
        left join lateral (select json_agg(x.net::text) as nets from (select p.net from invoices p where p.tenant_id = i.tenant_id
          and p.client_id = i.client_id and p.billing_profile_id = i.billing_profile_id and p.currency = i.currency and p.kind = 'invoice'
          and p.state = 'final' and p.run_id is not null and p.id < i.id order by p.id desc limit 12) x) h on true
        where i.tenant_id = ${ctx.tenant} and i.state = 'draft' and i.run_id is not null order by i.id limit ${most}`,
  );

/** A contract line is known by its id and kind; work and lines by hand by their words. */
async function linesOf(ctx: ReadCtx, invoiceIds: readonly string[]): Promise<Map<string, FlatLine[]>> {
  const rows = await ctx.db.rows<FlatLine>(
    sql`select invoice_id, concat_ws(' ', kind, coalesce(contract_line_id::text, description)) as key, description, quantity::text as quantity,
          unit_price::text as unit_price, net, (service_to - service_from)::int as days
        from invoice_lines where tenant_id = ${ctx.tenant} and invoice_id = any(${invoiceIds}::uuid[]) and kind <> all(${[...informationKinds]}::text[])
        order by invoice_id, position`,
  );
  return groupBy(rows, ({ invoiceId }) => invoiceId);
}

function anomaliesOf(draft: FlatDraft, lines: readonly FlatLine[]): ReviewRow['anomalies'] {
  const found: ReviewRow['anomalies'] = [];
  if (draft.beforeId === null) found.push('first_invoice');
  if (
    isUnusual(
      draft.net,
      draft.history.map((net) => BigInt(net)),
    )
  ) {
    found.push('unusual_total');
  }
  if (draft.tax === 0n && draft.net !== 0n && (draft.beforeTax ?? 0n) !== 0n) found.push('tax_is_zero');
  const seen = new Set<string>();
  const isTwice = lines.some(({ description, net, key }) => {
    const same = `${key} ${description} ${net}`;
    return net !== 0n && (seen.has(same) || !seen.add(same));
  });
  if (isTwice) found.push('duplicate_line');
  return found;
}

const figures = (line: ComparedLine | null) =>
  line && { quantity: line.quantity, unitPrice: line.unitPrice, net: line.net };

function toRow(
  draft: FlatDraft,
  before: readonly FlatLine[],
  after: readonly FlatLine[],
  orders: readonly OrderOfInvoice[],
): ReviewRow {
  const lines = draft.beforeId === null ? [] : compareLines(before, after);
  return {
    id: draft.id,
    client: { id: draft.clientId, name: draft.clientName },
    currency: draft.currency,
    net: draft.net,
    before: draft.beforeNet,
    difference: draft.net - (draft.beforeNet ?? 0n),
    lines: lines.map((line) => ({ ...line, before: figures(line.before), after: figures(line.after) })),
    anomalies: [
      ...anomaliesOf(draft, after),
      ...(orders.some(({ remaining }) => remaining < 0n) ? (['order_exceeded'] as const) : []),
    ],
    orders: orders.map(({ invoiceId: _invoice, ...order }) => order),
    version: draft.version,
  };
}

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount);

/** Drafts of runs against the invoice before, the largest difference first. */
export const reviewDraftsQuery = defineQuery(reviewDrafts, {
  permission: 'invoice.read',
  timeoutMs: 15_000,
  run: async (ctx) => {
    const drafts = await draftsOf(ctx);
    const lines = await linesOf(
      ctx,
      drafts.flatMap(({ id, beforeId }) => (beforeId ? [id, beforeId] : [id])),
    );
    const taken = await ordersOf(
      ctx,
      drafts.map(({ id }) => id),
    );
    const orders = groupBy(taken, ({ invoiceId }) => invoiceId);
    const all = drafts.map((draft) =>
      toRow(draft, lines.get(draft.beforeId ?? '') ?? [], lines.get(draft.id) ?? [], orders.get(draft.id) ?? []),
    );
    const isUnchanged = (row: ReviewRow) => row.lines.length === 0 && row.anomalies.length === 0;
    const rows = all.filter((row) => !isUnchanged(row));
    rows.sort((a, b) => (size(a.difference) < size(b.difference) ? 1 : -1));
    return { rows, unchangedIds: all.filter(isUnchanged).map(({ id }) => id) };
  },
});
