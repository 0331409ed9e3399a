import { billedUntil, lotsHeld, profileIsBilled, projectsHeld, usageIsBilled, type ProjectHeld } from '@kelp/contracts';
import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { entryIsLocked } from '@kelp/time';
import { heldDeposit, heldMilestone, loadProjects } from './load/due-projects';
import type { HeldRow } from './load/rows';

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

/** Usage events that a period on a living invoice has counted, or that an invoice bills at the price of the catalogue. */
export const billedUsage = fillServerSlot(usageIsBilled, async (ctx, { eventIds }) => {
  const rows = await ctx.db.rows<{ id: string }>(
    sql`select e.id from meter_events e where e.tenant_id = ${ctx.tenant} and e.id = any(${eventIds}::uuid[]) and (
          exists (select 1 from claims k where k.tenant_id = e.tenant_id and k.source_kind = 'usage_event' and k.source_id = e.id)
          or exists (select 1 from period_claims p
            join contract_lines l on l.tenant_id = p.tenant_id and l.id = p.contract_line_id and l.meter_id = e.meter_id
            join contracts c on c.tenant_id = l.tenant_id and c.id = l.contract_id and c.client_id = e.client_id
            join claims k on k.tenant_id = p.tenant_id and k.invoice_id = p.invoice_id and k.line_id = p.line_id and k.source_kind = 'period' and e.recorded_at <= k.claimed_at
            where p.tenant_id = e.tenant_id and not e.at_catalogue and e.work_date >= p.claimed_from and e.work_date < p.claimed_to))`,
  );
  return rows.map(({ id }) => id);
});

/** Prepaid blocks that a living invoice bills. */
export const billedLots = fillServerSlot(lotsHeld, async (ctx, { lotIds }) => {
  const rows = await ctx.db.rows<{ lotId: string; numberText: string | null }>(
    sql`select c.source_id as lot_id, i.number_text from claims c join invoices i on i.tenant_id = c.tenant_id and i.id = c.invoice_id
        where c.tenant_id = ${ctx.tenant} and c.source_kind = 'prepaid_lot' and c.source_id = any(${lotIds}::uuid[])`,
  );
  return rows.map(({ lotId, numberText }) => ({
    lotId,
    invoice: numberText ? `invoice ${numberText}` : 'a draft invoice',
    isDraft: numberText === null,
  }));
});

const holderOf = ({ invoiceId: id, numberText }: HeldRow): ProjectHeld['invoice'] => ({
  ...{ id, name: numberText ? `invoice ${numberText}` : 'a draft invoice', isDraft: numberText === null },
});

/** Milestones and deposits that living invoices hold, and what they charge for projects. */
export const billedProjects = fillServerSlot(projectsHeld, async (ctx, { lineIds }) => {
  const projects = await loadProjects(ctx, sql`select unnest(${lineIds}::uuid[])`);
  const held = projects.flatMap(({ milestones, deposits, held: rows }): ProjectHeld[] => [
    ...milestones.flatMap(({ id }) => {
      const row = heldMilestone(rows, id);
      return row ? [{ id, amount: row.gross, deducted: 0n, invoice: holderOf(row) }] : [];
    }),
    ...deposits.flatMap(({ id }) => {
      const { row, amount, used } = heldDeposit(rows, id);
      return row ? [{ id, amount, deducted: used, invoice: holderOf(row) }] : [];
    }),
  ]);
  return { held, charged: Object.fromEntries(projects.map(({ lineId, charged }) => [lineId, charged])) };
});

/** Documents and credit keep the currency of their profile. */
export const billedProfile = fillServerSlot(profileIsBilled, async (ctx, { profileId }) => {
  const { isBilled } = await ctx.db.one<{ isBilled: boolean }>(
    sql`select exists (select from invoices where tenant_id = ${ctx.tenant} and billing_profile_id = ${profileId} and kind <> 'opening_balance')
          or exists (select from credit_lots where tenant_id = ${ctx.tenant} and billing_profile_id = ${profileId}) as is_billed`,
  );
  return isBilled;
});
