import { invoices, invoiceSent } from '@kelp/billing';
import { subscribe } from '@kelp/kernel';
import { formatLocalDate, formatMoney } from '@kelp/std';
import { allAs, notify } from '../notify';
import { invoiceReaders } from '../portal-participants';

/** An invoice that was sent reaches those of the client who may see invoices; sent again it is the same notice. */
export const onInvoiceSentTellClients = subscribe(
  invoiceSent,
  'on-invoice-sent-tell-clients',
  async (ctx, { id, payload: { invoiceId, clientId, number } }) => {
    const { total, currency, dueDate, state } = await ctx.db.get(invoices, invoiceId);
    if (state !== 'final') return;
    await notify(ctx, allAs('invoice_reader', await invoiceReaders(ctx, clientId)), {
      subtype: 'portal.invoice_sent',
      eventId: id,
      title: (say) => say('portal.invoice_sent', { number }),
      body: (say, locale) =>
        say('portal.invoice_sent.body', {
          amount: formatMoney(total, currency, locale),
          date: formatLocalDate(dueDate, locale, 'medium'),
        }),
      link: `/client-portal/invoices/${invoiceId}`,
      collapseKey: `portal.invoice_sent:${invoiceId}`,
    });
  },
  { history: 'never' },
);
