import { bucketStates, lotUses } from '@kelp/contracts';
import type { Ctx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import type { InvoiceLine } from '../domain/invoice-result';

interface PlacedLine {
  line: InvoiceLine;
  invoiceId: string;
  lineId: string;
}

/** Stores what closed periods of buckets hand on and which blocks the work used, beside the claims of the same lines. */
export async function writeHours(ctx: Ctx, placed: readonly PlacedLine[]): Promise<void> {
  const states = placed.flatMap(({ line, invoiceId, lineId: invoiceLineId }) => {
    if (!line.bucket || !line.contractLineId) return [];
    const { period, state } = line.bucket;
    const place = { lineId: line.contractLineId, periodFrom: period.start, periodTo: period.end };
    return [{ ...place, ...state, invoiceId, invoiceLineId }];
  });
  const uses = placed.flatMap(({ line, invoiceId, lineId: invoiceLineId }) =>
    (line.lotUses ?? []).map((use) => ({ ...use, invoiceId, invoiceLineId })),
  );
  await ctx.db.insertMany(bucketStates, states);
  await ctx.db.insertMany(lotUses, uses);
}

/** A period whose carried hours a later one has taken over cannot be opened before that one is. Throws refused with the way out. */
async function assertNotTakenOver(ctx: Ctx, invoiceId: string, ofLines: Sql): Promise<void> {
  const later = await ctx.db.maybe<{ name: string; numberText: string | null }>(
    sql`select l.name, i.number_text from bucket_states s
        join bucket_states n on n.tenant_id = s.tenant_id and n.line_id = s.line_id and n.period_from >= s.period_to and n.invoice_id <> s.invoice_id
        join contract_lines l on l.tenant_id = s.tenant_id and l.id = s.line_id
        join invoices i on i.tenant_id = n.tenant_id and i.id = n.invoice_id
        where s.tenant_id = ${ctx.tenant} and s.invoice_id = ${invoiceId} ${ofLines} order by n.period_from desc limit 1`,
  );
  if (!later) return;
  const where = later.numberText ? `invoice ${later.numberText}` : 'a draft';
  throw refused(
    'billing.hours_taken_over',
    `A later period of ${later.name} on ${where} has taken over hours from this one. Take that back first, or give a credit note.`,
  );
}

/** Opens the periods and gives back the blocks' minutes that these lines of an invoice hold (all of it without lines). */
export async function freeHours(ctx: Ctx, invoiceId: string, lineIds: readonly string[] | undefined): Promise<void> {
  const { db, tenant } = ctx;
  const ofLines = (alias: Sql) => (lineIds ? sql`and ${alias}invoice_line_id = any(${lineIds}::uuid[])` : sql``);
  await assertNotTakenOver(ctx, invoiceId, ofLines(sql`s.`));
  await db.rows(
    sql`delete from bucket_states where tenant_id = ${tenant} and invoice_id = ${invoiceId} ${ofLines(sql``)}`,
  );
  await db.rows(sql`delete from lot_uses where tenant_id = ${tenant} and invoice_id = ${invoiceId} ${ofLines(sql``)}`);
}
