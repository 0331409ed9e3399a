import { defineQuery, readCursor, writeCursor } from '@kelp/kernel';
import { and, sql } from '@kelp/platform/db';
import { listPortalInvoices } from '../contract';
import {
  ownInvoices,
  portalInvoiceFrom,
  portalInvoiceSelect,
  toPortalInvoice,
  type FlatPortalInvoice,
} from './invoice-rows';
import { today } from './today';

/** Final invoices of the person's own client, the newest first, and what is due in all. */
export const listPortalInvoicesQuery = defineQuery(listPortalInvoices, {
  permission: 'portal_billing.read',
  run: async (ctx, { state, after, limit }) => {
    const cursor = readCursor(after, ['string', 'string']);
    const parts = [ownInvoices(ctx)];
    if (state === 'due') parts.push(sql`i.total > p.paid`);
    if (state === 'paid') parts.push(sql`i.total <= p.paid`);
    if (cursor) parts.push(sql`(i.invoice_date, i.id) < (${cursor[0]}::date, ${cursor[1]}::uuid)`);
    const [rows, due, date] = await Promise.all([
      ctx.db.rows<FlatPortalInvoice>(
        sql`select ${portalInvoiceSelect} ${portalInvoiceFrom} where ${and(parts)}
            order by i.invoice_date desc, i.id desc limit ${limit + 1}`,
      ),
      ctx.db.rows<{ currency: string; amount: bigint }>(
        sql`select i.currency, sum(i.total - p.paid)::bigint as amount ${portalInvoiceFrom}
            where ${ownInvoices(ctx)} and i.total > p.paid group by i.currency order by i.currency`,
      ),
      today(ctx),
    ]);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      rows: page.map((row) => toPortalInvoice(row, date)),
      next: rows.length > limit && last ? writeCursor([last.invoiceDate, last.id]) : null,
      due,
    };
  },
});
