import { abilitiesOf, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { localDate, notFound } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import type { InvoiceDetail, InvoiceLineCard, SourceEntry } from '../contract';
import { invoiceLines, invoices, invoiceTaxes } from '../tables';
import { templateOf } from '../templates';
import { invoiceSelect, toInvoiceRow, type FlatInvoice } from './invoice-rows';
import { ordersOf } from './orders-of-invoices';
import { readAround } from './around-invoice';
import { readSources } from './line-sources';
import { shownTaxes } from './shown-taxes';

interface FlatDetail extends FlatInvoice {
  profileId: string;
  profileName: string;
  billingAddress: string | null;
  originalTotal: bigint | null;
  taxState: 'settled' | 'pending_tax';
  finalisedAt: Date | null;
  voidedAt: Date | null;
  voidReason: string | null;
  sentTo: string | null;
  pdfError: string | null;
  poNumbers: string[];
}

type StoredLine = Awaited<ReturnType<typeof linesOf>>[number];
const linesOf = (ctx: ReadCtx, invoiceId: string) => ctx.db.list(invoiceLines, { invoiceId }, { orderBy: 'position' });

const entriesOf = (line: StoredLine): string[] =>
  line.explanation.evidence.filter(({ kind }) => kind === 'time_entry').map(({ id }) => id);

function toLine(line: StoredLine, sources: Map<string, SourceEntry>): InvoiceLineCard {
  const { position, kind, description, contractLineId, serviceId, quantity, unit, unitPrice, priceBase } = line;
  const { gross, net, tax, taxCategory, taxRatePpm, explanation } = line;
  return {
    position,
    kind,
    description,
    contractLineId,
    serviceId,
    quantity,
    unit,
    unitPrice,
    priceBase,
    gross,
    reductions: line.reductions.map(({ name, amount }) => ({ name, amount: BigInt(amount) })),
    net,
    tax,
    taxCategory,
    taxRatePpm,
    includesTax: line.includesTax,
    taxSteps: line.taxDetails?.steps ?? [],
    servicePeriod: { start: line.serviceFrom, end: line.serviceTo },
    explanation,
    sources: entriesOf(line).flatMap((id) => sources.get(id) ?? []),
  };
}

const readHead = (ctx: ReadCtx, id: string) =>
  ctx.db.maybe<FlatDetail>(
    sql`select ${invoiceSelect}, p.id as profile_id, p.name as profile_name, i.billing_address, i.original_total, i.tax_state, i.finalised_at, i.voided_at, i.void_reason,
          i.sent_to, i.pdf_error, i.po_numbers
        from invoices i join billing_profiles p on p.tenant_id = i.tenant_id and p.id = i.billing_profile_id
        where i.tenant_id = ${ctx.tenant} and i.id = ${id}`,
  );

const paymentsOf = (ctx: ReadCtx, id: string) =>
  ctx.db.rows<InvoiceDetail['payments'][number]>(
    sql`select p.id, p.received_on, p.method, p.provider_ref as reference, sum(a.amount)::bigint as amount from payment_allocations a
        join payments p on p.tenant_id = a.tenant_id and p.id = a.payment_id
        where a.tenant_id = ${ctx.tenant} and a.invoice_id = ${id} group by p.id, p.received_on, p.method, p.provider_ref
        having sum(a.amount) > 0 order by p.received_on, p.id`,
  );

const shownAbilities = [
  'invoice.create',
  'invoice.update',
  'invoice.credit',
  'invoice.write_off',
  'invoice.remind',
  'credit.apply',
  'payment.update',
  'invoice.finalize',
  'invoice.delete',
  'invoice.send',
  'invoice.void',
  'payment.create',
  'billing_settings.update',
];

/** One invoice with lines, reasons, source entries, taxes and payments. Throws not_found. */
export async function readInvoice(ctx: ReadCtx, id: string): Promise<InvoiceDetail> {
  const head = await readHead(ctx, id);
  if (!head) throw notFound(invoices.noun);
  const [lines, taxes, payments, template, { zone }, now, upTo] = await Promise.all([
    linesOf(ctx, id),
    ctx.db.list(invoiceTaxes, { invoiceId: id }, { orderBy: 'category' }),
    paymentsOf(ctx, id),
    templateOf(ctx, head.clientId, id),
    readTenant(ctx),
    ctx.time(),
    ctx.upTo(),
  ]);
  const [around, orders] = await Promise.all([readAround(ctx, head), ordersOf(ctx, [id])]);
  const sources = await readSources(ctx, lines.flatMap(entriesOf));
  const {
    profileId,
    profileName,
    billingAddress,
    originalTotal,
    taxState,
    finalisedAt,
    voidedAt,
    voidReason,
    sentTo,
    pdfError,
    poNumbers,
    ...row
  } = head;
  return {
    ...toInvoiceRow(row, localDate(now, zone)),
    profile: { id: profileId, name: profileName },
    billingAddress,
    originalTotal,
    taxState,
    lines: lines.map((line) => toLine(line, sources)),
    taxes: shownTaxes(taxes),
    payments,
    ...around,
    poNumbers,
    orders: orders.map(({ invoiceId: _invoice, ...order }) => order),
    finalisedAt,
    voidedAt,
    voidReason,
    sentTo,
    pdfError,
    template: { id: template.id, name: template.name },
    abilities: abilitiesOf(ctx, shownAbilities),
    upTo,
  };
}
