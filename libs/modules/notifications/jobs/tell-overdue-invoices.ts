import { invoices } from '@kelp/billing';
import { defineDueKind, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addDays, formatLocalDate, formatMoney, wallToInstants } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { peopleWithRole } from '../describe-ticket';
import { allAs, notify } from '../notify';

/** The timer of the morning after an invoice was due; its key is the invoice's id. */
const overdueKind = 'notification.invoice_overdue';
const atMinute = 8 * 60;

/** Looks at the invoice at eight in the morning, in the workspace's zone, on the day after its due date. */
export async function setOverdueTimer(ctx: Ctx, invoiceId: string, dueDate: string): Promise<void> {
  const { zone } = await readTenant(ctx);
  const [at] = wallToInstants(addDays(dueDate, 1), atMinute, zone);
  if (at) await ctx.setDue(overdueKind, invoiceId, at);
}

/** Finance hears of an invoice that is not paid in full on the day after it was due; of one that was voided or paid, nothing. */
export const tellOverdueInvoices = defineDueKind(overdueKind, 'mail', async (ctx, items) => {
  for (const { key } of items) await tellOverdue(ctx, key);
});

async function tellOverdue(ctx: Ctx, invoiceId: string): Promise<void> {
  const invoice = await ctx.db.find(invoices, { id: invoiceId, state: 'final' });
  if (!invoice) return;
  const { paid } = await ctx.db.one<{ paid: bigint }>(
    sql`select coalesce(sum(amount), 0)::bigint as paid from invoice_settlements where tenant_id = ${ctx.tenant} and invoice_id = ${invoiceId}`,
  );
  const open = invoice.total - paid;
  if (open <= 0n) return;
  const { clientName: client, dueDate, currency } = invoice;
  await notify(ctx, allAs('finance', await peopleWithRole(ctx, 'Finance')), {
    subtype: 'invoice.overdue',
    eventId: invoiceId,
    title: (say) => say('invoice.overdue', { number: invoice.numberText ?? '', client }),
    body: (say, locale) =>
      say('invoice.overdue.body', {
        amount: formatMoney(open, currency, locale),
        date: formatLocalDate(dueDate, locale, 'medium'),
      }),
    link: `/msp/billing/invoices/${invoiceId}`,
    clientId: invoice.clientId,
  });
}
