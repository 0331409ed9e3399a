import { mergedClients } from '@kelp/clients';
import { defineQuery, readCursor, writeCursor } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listPayments, listTransactions, type TransactionRow } from '../contract';

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
  uses: { invoiceId: string; number: string; amount: string }[] | null;
}

function toPayment({ clientId, clientName, uses, ...payment }: FlatPayment) {
  const used = (uses ?? []).map((use) => ({ ...use, amount: BigInt(use.amount) }));
  const unapplied = used.reduce((left, { amount }) => left - amount, payment.amount);
  return { ...payment, client: { id: clientId, name: clientName }, uses: used, unapplied };
}

/** Payments with the invoices they paid, the latest first. */
export const listPaymentsQuery = defineQuery(listPayments, {
  permission: 'payment.read',
  run: async (ctx, { clientId, after, limit }) => {
    const cursor = readCursor(after, ['string']);
    const rows = await ctx.db.rows<FlatPayment>(
      sql`select p.id, p.client_id, c.name as client_name, p.amount, p.currency, p.received_on, p.method, p.provider, p.provider_ref as reference, p.note,
            (select json_agg(json_build_object('invoiceId', a.invoice_id, 'number', i.number_text, 'amount', a.amount::text) order by a.id)
             from payment_allocations a join invoices i on i.tenant_id = a.tenant_id and i.id = a.invoice_id
             where a.tenant_id = p.tenant_id and a.payment_id = p.id) as uses
          from payments p join clients c on c.tenant_id = p.tenant_id and c.id = p.client_id
          where p.tenant_id = ${ctx.tenant} ${clientId ? sql`and p.client_id in ${mergedClients(ctx, clientId)}` : sql``}
            ${cursor ? sql`and p.id < ${cursor[0]}::uuid` : sql``}
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
  amount: bigint;
  currency: string;
  actor: string;
  balance: bigint;
}

/** What moved clients' accounts, the latest first; with one client also the balance after each, per currency. */
export const listTransactionsQuery = defineQuery(listTransactions, {
  permission: 'payment.read',
  run: async (ctx, { clientId, invoiceId, after, limit }) => {
    const cursor = readCursor(after, ['string']);
    const rows = await ctx.db.rows<FlatTransaction>(
      sql`select * from (
            select t.id, t.at, t.type, t.client_id, c.name as client_name, t.invoice_id, i.number_text as number, t.payment_id, t.amount, t.currency, t.actor,
              (sum(t.amount) over (partition by coalesce(c.merged_into_id, t.client_id), t.currency order by t.id))::bigint as balance
            from transactions t join clients c on c.tenant_id = t.tenant_id and c.id = t.client_id
            left join invoices i on i.tenant_id = t.tenant_id and i.id = t.invoice_id
            where t.tenant_id = ${ctx.tenant} ${clientId ? sql`and t.client_id in ${mergedClients(ctx, clientId)}` : sql``}) x
          where true ${cursor ? sql`and id < ${cursor[0]}::uuid` : sql``}
            ${
              invoiceId
                ? sql`and (invoice_id = ${invoiceId} or payment_id in (select payment_id from payment_allocations
                    where tenant_id = ${ctx.tenant} and invoice_id = ${invoiceId}))`
                : sql``
            }
          order by id desc limit ${limit + 1}`,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const toRow = ({ clientId: owner, clientName, invoiceId: invoice, number, balance, ...row }: FlatTransaction) => ({
      ...row,
      client: { id: owner, name: clientName },
      invoice: invoice ? { id: invoice, number: number ?? '' } : null,
      balance: clientId ? balance : null,
    });
    return { rows: page.map(toRow), next: rows.length > limit && last ? writeCursor([last.id]) : null };
  },
});
