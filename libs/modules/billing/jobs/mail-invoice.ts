import { clients } from '@kelp/clients';
import { defineJob, sendEmail, z, type Ctx } from '@kelp/kernel';
import { formatLocalDate, formatMoney } from '@kelp/std';
import { portalAddress, readTenant } from '@kelp/tenants';
import { creditNoteMail } from '../emails/credit-note-mail';
import { invoiceMail } from '../emails/invoice-mail';
import { invoiceSent } from '../events';
import { providerFor } from '../providers/open-provider';
import { dueOf } from '../queries/amount-due';
import { invoices } from '../tables';
import { clientEInvoiceDetails } from '../tables/e-invoices';
import { storePdf } from './render-pdf';
import { storeEInvoice } from './write-e-invoice';

/** Where the client reads an invoice. */
export const invoiceAddress = async (ctx: Ctx, invoiceId: string): Promise<string> =>
  `${await portalAddress(ctx)}/client-portal/invoices/${invoiceId}`;

interface Papers {
  pdfKey: string;
  /** Of clients that want it, where there is one. */
  xmlKey: string | null;
}

/** The XML of a document whose client wants it in mails, written first when it is not there yet. */
async function xmlKeyFor(
  transaction: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>,
  tenant: string,
  invoiceId: string,
) {
  const isWanted = await transaction(async (ctx) => {
    const { clientId } = await ctx.db.get(invoices, invoiceId);
    return (await ctx.db.find(clientEInvoiceDetails, { clientId }))?.isAttached ?? false;
  });
  return isWanted ? storeEInvoice(transaction, tenant, invoiceId) : null;
}

async function mail(ctx: Ctx, invoiceId: string, to: string, papers: Papers, dedupeKey: string): Promise<void> {
  const invoice = await ctx.db.lock(invoices, invoiceId);
  const [workspace, client, due] = await Promise.all([
    readTenant(ctx),
    ctx.db.get(clients, invoice.clientId),
    dueOf(ctx, invoice),
  ]);
  const locale = client.locale ?? workspace.locale;
  const number = invoice.numberText ?? '';
  const money = (amount: bigint) => formatMoney(amount, invoice.currency, locale);
  const url = await invoiceAddress(ctx, invoiceId);
  const parties = { number, seller: workspace.name, client: invoice.clientName, url };
  const envelope = {
    to: { address: to, name: invoice.clientName },
    locale,
    dedupeKey,
    attachments: [
      { key: papers.pdfKey, filename: `${number}.pdf`, contentType: 'application/pdf' },
      ...(papers.xmlKey ? [{ key: papers.xmlKey, filename: `${number}.xml`, contentType: 'application/xml' }] : []),
    ],
    about: { type: 'invoice', id: invoiceId },
  };
  if (invoice.creditedInvoiceId) {
    const credited = await ctx.db.get(invoices, invoice.creditedInvoiceId);
    const about = { invoice: credited.numberText ?? '', reason: invoice.creditReason ?? '' };
    await sendEmail(ctx, creditNoteMail, {
      ...envelope,
      props: { ...parties, ...about, total: money(-invoice.total) },
    });
  } else {
    const dueDate = formatLocalDate(invoice.dueDate, locale, 'medium');
    const canPay = due > 0n && (await providerFor(ctx, invoice.currency)) !== null;
    const payUrl = canPay ? `${url}?pay=1` : '';
    const props = { ...parties, total: money(invoice.total), amountDue: money(due), dueDate, payUrl };
    await sendEmail(ctx, invoiceMail, { ...envelope, props });
  }
  await ctx.db.update(invoices, invoiceId, { sentAt: ctx.now(), sentTo: to });
  ctx.emit(invoiceSent, invoiceId, { invoiceId, clientId: invoice.clientId, number, to });
}

/** Mails an invoice with its PDF, drawing it first when it is not there yet. One mail for each time somebody sent it. */
export const mailInvoice = defineJob({
  name: 'invoice.mail',
  queue: 'billing',
  input: z.object({ invoiceId: z.uuid(), to: z.string(), sending: z.uuid() }),
  key: ({ sending }) => sending,
  process: async (unit, { invoiceId, to, sending }) => {
    const transaction = <T>(work: (ctx: Ctx) => Promise<T>) => unit.transaction(work);
    const invoice = await transaction((ctx) => ctx.db.get(invoices, invoiceId));
    if (invoice.state !== 'final') return;
    const isReady = invoice.pdfState === 'ready' && invoice.pdfKey !== null;
    const pdfKey = isReady ? (invoice.pdfKey ?? '') : await storePdf(transaction, unit.tenant, invoiceId);
    const xmlKey = await xmlKeyFor(transaction, unit.tenant, invoiceId);
    await transaction((ctx) => mail(ctx, invoiceId, to, { pdfKey, xmlKey }, `invoice:${sending}:${to}`));
  },
});
