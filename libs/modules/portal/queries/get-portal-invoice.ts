import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import {
  getPortalEInvoice,
  getPortalInvoice,
  getPortalInvoicePdf,
  type PortalInvoice,
  type PortalInvoiceLine,
} from '../contract';
import {
  ownInvoices,
  portalInvoiceFrom,
  portalInvoiceSelect,
  toPortalInvoice,
  type FlatPortalInvoice,
} from './invoice-rows';
import { reachable } from './ticket-rows';
import { today } from './today';

interface FullPortalInvoice extends FlatPortalInvoice {
  clientName: string;
  billingAddress: string | null;
  net: bigint;
  tax: bigint;
  pdfState: string;
  hasXml: boolean;
  originalTotal: bigint | null;
}

/** Who may not see money gets the answer for an unknown invoice, so that no address tells which ones exist. */
function assertSeesMoney(ctx: ReadCtx): void {
  if (!ctx.can('portal_billing.read')) throw notFound('invoice');
}

/** One final invoice: its lines with the reason for each amount, taxes and payments. */
export const getPortalInvoiceQuery = defineQuery(getPortalInvoice, {
  signedIn: true,
  run: async (ctx, { id }) => {
    assertSeesMoney(ctx);
    const row = await ctx.db.maybe<FullPortalInvoice>(
      sql`select ${portalInvoiceSelect}, i.client_name, i.billing_address, i.net, i.tax, i.original_total, i.pdf_state,
            exists (select from e_invoices e where e.tenant_id = i.tenant_id and e.invoice_id = i.id and e.state = 'ready') as has_xml
          ${portalInvoiceFrom} where ${ownInvoices(ctx)} and i.id = ${id}`,
    );
    if (!row) throw notFound('invoice');
    const [lines, taxes, payments, date] = await Promise.all([
      linesOf(ctx, id),
      ctx.db.rows<PortalInvoice['taxes'][number]>(
        sql`select coalesce(nullif(name, ''), category) as name, rate_ppm, base, tax, reason, evidence from invoice_taxes where tenant_id = ${ctx.tenant} and invoice_id = ${id}
            order by category, place, component, rate_ppm`,
      ),
      ctx.db.rows<{ id: string; receivedOn: string; amount: bigint; reference: string }>(
        sql`select p.id, p.received_on, sum(a.amount)::bigint as amount, p.provider_ref as reference from payment_allocations a
            join payments p on p.tenant_id = a.tenant_id and p.id = a.payment_id
            where a.tenant_id = ${ctx.tenant} and a.invoice_id = ${id}
            group by p.id, p.received_on, p.provider_ref having sum(a.amount) > 0 order by p.received_on, p.id`,
      ),
      today(ctx),
    ]);
    const { clientName, billingAddress, net, tax, pdfState, hasXml, writtenOff, originalTotal } = row;
    return {
      ...toPortalInvoice(row, date),
      clientName,
      billingAddress,
      lines,
      taxes,
      net,
      tax,
      payments,
      writtenOff,
      originalTotal,
      hasPdf: pdfState === 'ready',
      hasXml,
    };
  },
});

interface FlatLine extends Omit<PortalInvoiceLine, 'reductions' | 'servicePeriod' | 'why' | 'work'> {
  id: string;
  reductions: { name: string; amount: string }[];
  serviceFrom: string;
  serviceTo: string;
  why: string[];
}

interface FlatWork {
  lineId: string;
  workDate: string;
  minutes: number;
  number: string | null;
  openable: string | null;
}

/** Without the lines that only show what a fixed fee includes: they cost nothing and stand on no paper. */
async function linesOf(ctx: ReadCtx, invoiceId: string): Promise<PortalInvoiceLine[]> {
  const [lines, work] = await Promise.all([
    ctx.db.rows<FlatLine>(
      sql`select id, position, description, quantity, unit, unit_price, net, reductions, tax_rate_ppm, includes_tax, service_from, service_to,
            (explanation -> 'steps') || coalesce(tax_details -> 'steps', '[]') as why
          from invoice_lines where tenant_id = ${ctx.tenant} and invoice_id = ${invoiceId} and kind <> 'included_time' order by position`,
    ),
    workOf(ctx, invoiceId),
  ]);
  return lines.map(({ id, reductions, serviceFrom, serviceTo, ...line }) => ({
    ...line,
    reductions: reductions.map(({ name, amount }) => ({ name, amount: BigInt(amount) })),
    servicePeriod: { start: serviceFrom, end: serviceTo },
    work: work
      .filter(({ lineId }) => lineId === id)
      .map(({ workDate, minutes, number, openable }) => ({
        workDate,
        minutes,
        ticket: number === null ? null : { id: openable, number },
      })),
  }));
}

/** The billed work behind the lines: when, how long and on which ticket; what was noted about it stays with the staff. */
async function workOf(ctx: ReadCtx, invoiceId: string): Promise<FlatWork[]> {
  const openable = await reachable(ctx);
  return ctx.db.rows<FlatWork>(
    sql`select c.line_id, e.work_date, e.billable_minutes as minutes, k.number_text as number,
          (select t.id from tickets t where ${openable} and t.id = e.ticket_id) as openable
        from claims c
        join time_entries e on e.tenant_id = c.tenant_id and e.id = c.source_id
        left join tickets k on k.tenant_id = e.tenant_id and k.id = e.ticket_id
        where c.tenant_id = ${ctx.tenant} and c.invoice_id = ${invoiceId} and c.source_kind = 'time_entry' and e.billable_minutes > 0
        order by e.work_date, e.id`,
  );
}

/** Where the PDF of a final invoice is; the file door streams it. */
export const getPortalInvoicePdfQuery = defineQuery(getPortalInvoicePdf, {
  signedIn: true,
  run: async (ctx, { id }) => {
    assertSeesMoney(ctx);
    const file = await ctx.db.maybe<{ numberText: string; size: bigint; storageKey: string }>(
      sql`select i.number_text, i.pdf_size as size, i.pdf_key as storage_key from invoices i
          where ${ownInvoices(ctx)} and i.id = ${id} and i.pdf_state = 'ready' and i.pdf_key is not null`,
    );
    if (!file) throw notFound('invoice');
    const { numberText, size, storageKey } = file;
    return { filename: `${numberText}.pdf`, contentType: 'application/pdf', size: Number(size), storageKey };
  },
});

/** Where the e-invoice of a final document is; the file door streams it. */
export const getPortalEInvoiceQuery = defineQuery(getPortalEInvoice, {
  signedIn: true,
  run: async (ctx, { id }) => {
    assertSeesMoney(ctx);
    const file = await ctx.db.maybe<{ numberText: string; size: bigint; storageKey: string }>(
      sql`select i.number_text, e.file_size as size, e.file_key as storage_key from invoices i
          join e_invoices e on e.tenant_id = i.tenant_id and e.invoice_id = i.id
          where ${ownInvoices(ctx)} and i.id = ${id} and e.state = 'ready'`,
    );
    if (!file) throw notFound('invoice');
    const { numberText, size, storageKey } = file;
    return { filename: `${numberText}.xml`, contentType: 'application/xml', size: Number(size), storageKey };
  },
});
