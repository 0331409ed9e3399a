import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { creditableLines } from '../contract';
import type { CreditableLine } from '../domain/credit-lines';
import { invoiceLines, invoices, invoiceTaxes } from '../tables';

export interface StoredCreditable extends CreditableLine {
  id: string;
}

interface Credited {
  lineId: string;
  net: bigint;
  taxable: bigint;
  tax: bigint;
}

/** The lines of an invoice with what living credit notes have left of them. */
export async function readCreditable(ctx: ReadCtx, invoiceId: string): Promise<StoredCreditable[]> {
  const [lines, taxes, credited] = await Promise.all([
    ctx.db.list(invoiceLines, { invoiceId }, { orderBy: 'position' }),
    ctx.db.list(invoiceTaxes, { invoiceId }),
    ctx.db.rows<Credited>(
      sql`select l.credits_line_id as line_id, sum(l.net)::bigint as net, sum(l.taxable)::bigint as taxable, sum(l.tax)::bigint as tax
          from invoice_lines l join invoices i on i.tenant_id = l.tenant_id and i.id = l.invoice_id and i.state <> 'void'
          where l.tenant_id = ${ctx.tenant} and i.credited_invoice_id = ${invoiceId} group by l.credits_line_id`,
    ),
  ]);
  const creditedOf = new Map(credited.map((row) => [row.lineId, row]));
  return lines.map((line) => {
    const { id, position, kind, contractLineId, serviceId, description, quantity, unit, unitPrice, priceBase } = line;
    const { net, taxable, tax, taxCategory, taxPlace, taxRatePpm } = line;
    const back = creditedOf.get(id);
    const group = taxes.find(({ category, ratePpm }) => category === taxCategory && ratePpm === taxRatePpm);
    return {
      ...{ id, position, kind, contractLineId, serviceId, description, quantity, unit, unitPrice, priceBase },
      ...{ net, taxable, tax, taxCategory, taxPlace, taxRatePpm, taxReason: group?.reason ?? null },
      left: { net: net + (back?.net ?? 0n), taxable: taxable + (back?.taxable ?? 0n), tax: tax + (back?.tax ?? 0n) },
      servicePeriod: { start: line.serviceFrom, end: line.serviceTo },
    };
  });
}

export const creditableLinesQuery = defineQuery(creditableLines, {
  permission: 'invoice.read',
  run: async (ctx, { id }) => {
    await ctx.db.get(invoices, id);
    const lines = await readCreditable(ctx, id);
    return {
      lines: lines.map(({ position, description, quantity, unit, net, tax, left }) => ({
        ...{ position, description, quantity, unit, net, tax },
        leftNet: left.net,
        leftTax: left.tax,
      })),
    };
  },
});
