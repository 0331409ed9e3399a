import { mergedClients } from '@kelp/clients';
import { defineQuery, readCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { localDate, minorToDecimalString, toCsvPage, type CsvColumn } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { exportTransactions, listPayments, listTransactions, type TransactionRow } from '../contract';

interface FlatPayment {
  id: string;
  clientId: string;
  clientName: string;
  amount: bigint;
  currency: string;
  receivedOn: string;
  method: string;
  provider: string;
  reference: string;
  note: string;
  unapplied: bigint;
  uses: { invoiceId: string; number: string; amount: string }[] | null;
}

function toPayment({ clientId, clientName, uses, ...payment }: FlatPayment) {
  const used = (uses ?? []).map((use) => ({ ...use, amount: BigInt(use.amount) }));
  return { ...payment, client: { id: clientId, name: clientName }, uses: used };
}

/** What is left of payment `p` as credit of the client. */
const unappliedSql: Sql = sql`(select coalesce(sum(l.amount - x.used), 0)::bigint from credit_lots l cross join lateral (
    select coalesce(sum(u.amount), 0) as used from credit_uses u where u.tenant_id = l.tenant_id and u.lot_id = l.id) x
  where l.tenant_id = p.tenant_id and l.payment_id = p.id)`;

/** Payments with the invoices they paid, the latest first. */
export const listPaymentsQuery = defineQuery(listPayments, {
  permission: 'payment.read',
  run: async (ctx, { clientId, isUnapplied, after, limit }) => {
    const cursor = readCursor(after, ['string']);
    const rows = await ctx.db.rows<FlatPayment>(
      sql`select p.id, p.client_id, c.name as client_name, p.amount, p.currency, p.received_on, p.method, p.provider, p.provider_ref as reference, p.note,
            ${unappliedSql} as unapplied,
            (select json_agg(json_build_object('invoiceId', a.invoice_id, 'number', a.number_text, 'amount', a.amount::text) order by a.id)
             from (select min(pa.id::text) as id, pa.invoice_id, i.number_text, sum(pa.amount) as amount from payment_allocations pa
               join invoices i on i.tenant_id = pa.tenant_id and i.id = pa.invoice_id
               where pa.tenant_id = p.tenant_id and pa.payment_id = p.id group by pa.invoice_id, i.number_text having sum(pa.amount) > 0) a) as uses
          from payments p join clients c on c.tenant_id = p.tenant_id and c.id = p.client_id
          where p.tenant_id = ${ctx.tenant} ${clientId ? sql`and p.client_id in ${mergedClients(ctx, clientId)}` : sql``}
            ${isUnapplied ? sql`and ${unappliedSql} > 0` : sql``} ${cursor ? sql`and p.id < ${cursor[0]}::uuid` : sql``}
          order by p.id desc limit ${limit + 1}`,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return { rows: page.map(toPayment), next: rows.length > limit && last ? writeCursor([last.id]) : null };
  },
});

interface FlatTransaction {
  id: string;
  at: Date;
  type: TransactionRow['type'];
  clientId: string;
  clientName: string;
  invoiceId: string | null;
  number: string | null;
  paymentId: string | null;
  creditId: string | null;
  amount: bigint;
  owed: bigint;
  credit: bigint;
  currency: string;
  actor: string;
  balance: bigint | null;
}

interface TransactionFilter {
  clientId?: string | undefined;
  invoiceId?: string | undefined;
  type?: TransactionRow['type'] | undefined;
  after?: string | undefined;
  limit: number;
}

function toTransaction({ clientId, clientName, invoiceId, number, ...row }: FlatTransaction): TransactionRow {
  return {
    ...row,
    client: { id: clientId, name: clientName },
    invoice: invoiceId ? { id: invoiceId, number: number ?? '' } : null,
  };
}

/** Movements of an invoice: its own, and those of the payments that paid it. */
const ofInvoice = (ctx: ReadCtx, invoiceId: string): Sql =>
  sql`and (invoice_id = ${invoiceId} or (type = 'payment' and payment_id in (select payment_id from payment_allocations
    where tenant_id = ${ctx.tenant} and invoice_id = ${invoiceId})))`;

/** A page of what moved clients' accounts, the latest first; with one client also the balance after each, per currency. */
async function pageOfTransactions(ctx: ReadCtx, filter: TransactionFilter) {
  const { clientId, invoiceId, type, after, limit } = filter;
  const cursor = readCursor(after, ['string']);
  const balance = clientId
    ? sql`(sum(t.amount) over (partition by coalesce(c.merged_into_id, t.client_id), t.currency order by t.id))::bigint`
    : sql`null::bigint`;
  const rows = await ctx.db.rows<FlatTransaction>(
    sql`select * from (
          select t.id, t.at, t.type, t.client_id, c.name as client_name, t.invoice_id, i.number_text as number, t.payment_id, t.lot_id as credit_id,
            t.amount, t.owed, t.credit, t.currency, t.actor, ${balance} as balance
          from transactions t join clients c on c.tenant_id = t.tenant_id and c.id = t.client_id
          left join invoices i on i.tenant_id = t.tenant_id and i.id = t.invoice_id
          where t.tenant_id = ${ctx.tenant} ${clientId ? sql`and t.client_id in ${mergedClients(ctx, clientId)}` : sql``}) x
        where true ${cursor ? sql`and id < ${cursor[0]}::uuid` : sql``} ${type ? sql`and type = ${type}` : sql``}
          ${invoiceId ? ofInvoice(ctx, invoiceId) : sql``}
        order by id desc limit ${limit + 1}`,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page.map(toTransaction), next: rows.length > limit && last ? writeCursor([last.id]) : null };
}

/** What moved one client's account between two instants, the oldest first; without balances. */
export async function transactionsBetween(
  ctx: ReadCtx,
  { clientId, start, end, limit }: { clientId: string; start: Date; end: Date; limit: number },
): Promise<TransactionRow[]> {
  const rows = await ctx.db.rows<FlatTransaction>(
    sql`select t.id, t.at, t.type, t.client_id, c.name as client_name, t.invoice_id, i.number_text as number, t.payment_id, t.lot_id as credit_id,
          t.amount, t.owed, t.credit, t.currency, t.actor, null::bigint as balance
        from transactions t join clients c on c.tenant_id = t.tenant_id and c.id = t.client_id
        left join invoices i on i.tenant_id = t.tenant_id and i.id = t.invoice_id
        where t.tenant_id = ${ctx.tenant} and t.client_id in ${mergedClients(ctx, clientId)} and t.at >= ${start} and t.at < ${end}
        order by t.at, t.id limit ${limit}`,
  );
  return rows.map(toTransaction);
}

/** What moved clients' accounts, the latest first. */
export const listTransactionsQuery = defineQuery(listTransactions, {
  permission: 'payment.read',
  run: pageOfTransactions,
});

const csvColumns: CsvColumn<TransactionRow>[] = [
  { header: 'Date', value: ({ at }) => at },
  { header: 'Type', value: ({ type }) => type },
  { header: 'Client', value: ({ client }) => client.name },
  { header: 'Document', value: ({ invoice }) => invoice?.number },
  { header: 'Currency', value: ({ currency }) => currency },
  { header: 'Owed', value: ({ owed, currency }) => minorToDecimalString(owed, currency) },
  { header: 'Credit', value: ({ credit, currency }) => minorToDecimalString(credit, currency) },
  { header: 'By', value: ({ actor }) => actor },
];

/** One page of the export, formulas made harmless. Instants are UTC. */
export const exportTransactionsQuery = defineQuery(exportTransactions, {
  permission: 'payment.read',
  run: async (ctx, filter) => {
    const [{ rows, next }, { zone }, now] = await Promise.all([
      pageOfTransactions(ctx, { ...filter, limit: 1000 }),
      readTenant(ctx),
      ctx.time(),
    ]);
    return {
      filename: `transactions-${localDate(now, zone)}.csv`,
      csv: toCsvPage(rows, csvColumns, !filter.after),
      next,
    };
  },
});
