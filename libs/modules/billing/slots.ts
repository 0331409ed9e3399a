import { billedUntil } from '@kelp/contracts';
import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { entryIsLocked } from '@kelp/time';

/** Time on an invoice does not change: the client may have it in hand. */
export const lockBilledEntries = fillServerSlot(entryIsLocked, async (ctx, { entryId }) => {
  const invoice = await ctx.db.maybe<{ numberText: string | null }>(
    sql`select i.number_text from claims c join invoices i on i.tenant_id = c.tenant_id and i.id = c.invoice_id
        where c.tenant_id = ${ctx.tenant} and c.source_kind = 'time_entry' and c.source_id = ${entryId}`,
  );
  if (!invoice) return null;
  return invoice.numberText
    ? `This entry is on invoice ${invoice.numberText}. Void the invoice to change it.`
    : 'This entry is on a draft invoice. Delete the draft to change it.';
});

/** The first day of a line that no invoice holds: of its fee, or of the time it bills. */
export const lineBilledUntil = fillServerSlot(billedUntil, async (ctx, { lineId }) => {
  const row = await ctx.db.one<{ until: string | null }>(
    sql`select greatest(
          (select max(claimed_to) from period_claims where tenant_id = ${ctx.tenant} and contract_line_id = ${lineId}),
          (select max(l.service_to) from invoice_lines l join invoices i on i.tenant_id = l.tenant_id and i.id = l.invoice_id
            where l.tenant_id = ${ctx.tenant} and l.contract_line_id = ${lineId} and i.state <> 'void')) as until`,
  );
  return row.until;
});
