import { defineQuery, type ReadCtx, type z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { groupBy, minorToDecimalString, toCsv, type CsvColumn } from '@kelp/std';
import { exportTaxReport, listTaxedDocuments, readTaxReport, type TaxReportRow } from '../contract';
import { percentText } from '../domain/price-text';

const permission = 'tax_report.read';
const mostDocuments = 1000;

type Span = z.output<typeof readTaxReport.input>;

const periods = {
  whole: (from: string) => sql`${from}::date`,
  quarter: () => sql`date_trunc('quarter', i.invoice_date)::date`,
  month: () => sql`date_trunc('month', i.invoice_date)::date`,
};

/** Rows of the report. Zero rates are rows too: what was not taxed is reported as well. */
function reportRows(ctx: ReadCtx, { from, to, by }: Span): Promise<TaxReportRow[]> {
  return ctx.db.rows<TaxReportRow>(
    sql`select x.period, x.currency, x.category, x.component, x.place, x.rate_ppm, x.code, max(x.name) as name, max(x.reason) as reason,
          sum(x.base)::bigint as base, sum(x.tax)::bigint as tax, count(distinct x.invoice_id)::int as documents
        from (select ${periods[by](from)} as period, i.currency, t.category, t.component, t.place, t.rate_ppm, t.code, t.name, t.reason, t.base, t.tax, t.invoice_id
          from invoice_taxes t join invoices i on i.tenant_id = t.tenant_id and i.id = t.invoice_id
          where t.tenant_id = ${ctx.tenant} and i.state = 'final' and i.invoice_date >= ${from} and i.invoice_date < ${to}) x
        group by x.period, x.currency, x.category, x.component, x.place, x.rate_ppm, x.code
        order by x.period, x.currency, x.place, x.category, x.component, x.rate_ppm desc, x.code`,
  );
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

export const readTaxReportQuery = defineQuery(readTaxReport, {
  permission,
  timeoutMs: 30_000,
  run: async (ctx, input) => {
    const rows = (await reportRows(ctx, input)).map((row) => ({ ...row, name: row.name || row.category }));
    // The base of a tax beside another is the same money once more: only the tax itself counts towards the base of all.
    const totals = [...groupBy(rows, ({ currency }) => currency)].map(([currency, group]) => ({
      currency,
      base: sum(group.filter(({ component }) => component === '').map(({ base }) => base)),
      tax: sum(group.map(({ tax }) => tax)),
    }));
    return { rows, totals };
  },
});

export const listTaxedDocumentsQuery = defineQuery(listTaxedDocuments, {
  permission,
  run: async (ctx, { from, to, currency, category, component, place, ratePpm, code }) => {
    const rows = await ctx.db.rows<{
      id: string;
      number: string;
      kind: 'invoice' | 'credit_note';
      clientId: string;
      clientName: string;
      invoiceDate: string;
      base: bigint;
      tax: bigint;
      evidence: string;
    }>(
      sql`select i.id, i.number_text as number, i.kind, i.client_id, i.client_name, i.invoice_date, sum(t.base)::bigint as base, sum(t.tax)::bigint as tax,
            string_agg(distinct nullif(t.evidence, ''), ', ') as evidence
          from invoice_taxes t join invoices i on i.tenant_id = t.tenant_id and i.id = t.invoice_id
          where t.tenant_id = ${ctx.tenant} and i.state = 'final' and i.invoice_date >= ${from} and i.invoice_date < ${to} and i.currency = ${currency}
            and t.category = ${category} and t.component = ${component} and t.place = ${place} and t.rate_ppm = ${ratePpm} and t.code = ${code}
          group by i.id, i.number_text, i.kind, i.client_id, i.client_name, i.invoice_date
          order by i.invoice_date desc, i.id desc limit ${mostDocuments + 1}`,
    );
    return {
      documents: rows.slice(0, mostDocuments).map(({ clientId, clientName, evidence, ...row }) => ({
        ...row,
        evidence: evidence ?? '',
        client: { id: clientId, name: clientName },
      })),
      isCut: rows.length > mostDocuments,
    };
  },
});

const csvColumns: CsvColumn<TaxReportRow>[] = [
  { header: 'Period', value: (row) => row.period },
  { header: 'Place', value: (row) => row.place },
  { header: 'Category', value: (row) => row.category },
  { header: 'Component', value: (row) => row.component },
  { header: 'Name', value: (row) => row.name },
  { header: 'Code', value: (row) => row.code },
  { header: 'Rate', value: (row) => percentText(row.ratePpm) },
  { header: 'Reason', value: (row) => row.reason ?? '' },
  { header: 'Currency', value: (row) => row.currency },
  { header: 'Base', value: (row) => minorToDecimalString(row.base, row.currency) },
  { header: 'Tax', value: (row) => minorToDecimalString(row.tax, row.currency) },
  { header: 'Documents', value: (row) => String(row.documents) },
];

/** The report as one page of CSV, formulas made harmless. */
export const exportTaxReportQuery = defineQuery(exportTaxReport, {
  permission,
  timeoutMs: 30_000,
  run: async (ctx, input) => {
    const rows = await reportRows(ctx, input);
    return { filename: `tax-${input.from}-${input.to}.csv`, csv: toCsv(rows, csvColumns), next: null };
  },
});
