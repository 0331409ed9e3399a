import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { creditableLines } from '../contract';
import type { CreditableLine } from '../domain/credit-lines';
import { readTaxDetails, type StoredTaxDetails } from '../domain/stored-tax';
import type { LineTax } from '../domain/tax-input';
import { invoiceLines, invoices, invoiceTaxes } from '../tables';

export interface StoredCreditable extends CreditableLine {
  id: string;
}

interface Credited {
  lineId: string;
  net: bigint;
  taxable: bigint;
  tax: bigint;
  details: (StoredTaxDetails | null)[];
}

const keyOf = ({
  category,
  place,
  component,
  ratePpm,
  code,
  reasonCode,
  evidence,
}: Omit<LineTax, 'base' | 'tax'>): string =>
  [category, place, component, ratePpm, code, reasonCode, evidence].join('\u0000');

/** What credit notes have left of each tax of a line; the notes bear negative amounts. */
function leftOfTaxes(taxes: readonly LineTax[], noted: readonly (StoredTaxDetails | null)[]) {
  const back = noted.flatMap((details) => readTaxDetails(details)?.taxes ?? []);
  return taxes.map((one) => {
    const same = back.filter((other) => keyOf(other) === keyOf(one));
    return {
      base: same.reduce((left, { base }) => left + base, one.base),
      tax: same.reduce((left, { tax }) => left + tax, one.tax),
    };
  });
}

/** The taxes of a stored line, where it knows them, with what is left of each. */
function taxesOf(line: Row<typeof invoiceLines>, back: Credited | undefined) {
  const taxDetails = readTaxDetails(line.taxDetails);
  const included = line.includesTax ? { includesTax: true } : {};
  return taxDetails
    ? { ...included, taxDetails, taxesLeft: leftOfTaxes(taxDetails.taxes, back?.details ?? []) }
    : included;
}

/** The lines of an invoice with what living credit notes have left of them. */
export async function readCreditable(ctx: ReadCtx, invoiceId: string): Promise<StoredCreditable[]> {
  const [lines, taxes, credited] = await Promise.all([
    ctx.db.list(invoiceLines, { invoiceId }, { orderBy: 'position' }),
    ctx.db.list(invoiceTaxes, { invoiceId }),
    ctx.db.rows<Credited>(
      sql`select l.credits_line_id as line_id, sum(l.net)::bigint as net, sum(l.taxable)::bigint as taxable, sum(l.tax)::bigint as tax,
            jsonb_agg(l.tax_details) as details
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
      ...taxesOf(line, back),
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
