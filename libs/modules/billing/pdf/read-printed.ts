import type { ReadCtx } from '@kelp/kernel';
import { clients } from '@kelp/clients';
import { readTenant } from '@kelp/tenants';
import { shownTaxes } from '../queries/shown-taxes';
import { noPaper } from '../domain/document-kind';
import { sellerDetails } from '../settings';
import type { Row } from '@kelp/platform/db';
import { invoiceLines, invoices, invoiceTaxes } from '../tables';
import { creditUses } from '../tables/credits';
import type { PrintedInvoice } from '../contract';

async function creditedBy(ctx: ReadCtx, note: Row<typeof invoices>): Promise<PrintedInvoice['credits']> {
  if (!note.creditedInvoiceId) return null;
  const invoice = await ctx.db.get(invoices, note.creditedInvoiceId);
  return { number: invoice.numberText ?? '', reason: note.creditReason ?? '' };
}

/** Credit used in the moment of finalising; what happens later is not on the paper. */
async function creditAtFirst(ctx: ReadCtx, { id, finalisedAt }: Row<typeof invoices>): Promise<bigint> {
  const uses = await ctx.db.list(creditUses, { invoiceId: id, kind: 'invoice' });
  const first = uses.filter(({ usedAt }) => usedAt.getTime() === finalisedAt?.getTime());
  return first.reduce((sum, { amount }) => sum + amount, 0n);
}

/** What papers show of a stored document. */
export async function readPrinted(ctx: ReadCtx, invoiceId: string): Promise<PrintedInvoice> {
  const invoice = await ctx.db.get(invoices, invoiceId);
  const { kind } = invoice;
  if (kind === 'opening_balance') throw noPaper(invoice.numberText);
  const [lines, taxes, workspace, client, details] = await Promise.all([
    ctx.db.list(invoiceLines, { invoiceId }, { orderBy: 'position' }),
    ctx.db.list(invoiceTaxes, { invoiceId }, { orderBy: 'category' }),
    readTenant(ctx),
    ctx.db.get(clients, invoice.clientId),
    ctx.setting(sellerDetails),
  ]);
  const { invoiceDate, dueDate, currency, net, tax, total } = invoice;
  return {
    kind,
    credits: await creditedBy(ctx, invoice),
    creditUsed: await creditAtFirst(ctx, invoice),
    number: invoice.numberText ?? 'Draft',
    poNumbers: invoice.poNumbers,
    isVoid: invoice.state === 'void',
    seller: { name: workspace.name, details },
    buyer: { name: invoice.clientName, address: invoice.billingAddress ?? '' },
    locale: client.locale ?? workspace.locale,
    invoiceDate,
    dueDate,
    currency,
    lines: lines.map((line) => ({ ...line, steps: line.explanation.steps })),
    taxes: shownTaxes(taxes),
    taxPoint: lines.find(({ taxDetails }) => taxDetails)?.taxDetails?.point ?? null,
    net,
    tax,
    total,
  };
}
