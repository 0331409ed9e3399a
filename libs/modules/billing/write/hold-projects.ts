import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { heldDeposit, loadHeld } from '../load/due-projects';
import { claims } from '../tables';

/** The deposits that an invoice bills. */
export const depositsOn = async (ctx: Ctx, invoiceId: string): Promise<string[]> =>
  (await ctx.db.list(claims, { invoiceId, sourceKind: 'project_deposit', slice: 'whole' })).map(
    ({ sourceId }) => sourceId,
  );

/** What came off invoices for a deposit must have been paid ahead: refuses what takes a deposit back that is used. */
export async function assertDepositsHold(ctx: Ctx, depositIds: readonly string[]): Promise<void> {
  if (depositIds.length === 0) return;
  const held = await loadHeld(ctx, depositIds);
  for (const id of depositIds) {
    const { amount, used, uses } = heldDeposit(held, id);
    if (used <= amount) continue;
    const { on, way } = holder(uses.at(-1)?.numberText);
    throw refused('project.deposit_used', `This deposit came off ${on}. ${way} first.`);
  }
}

/** The document that is in the way, and how it goes out of it. */
const holder = (numberText: string | null | undefined) =>
  numberText ? { on: `invoice ${numberText}`, way: 'Void that' } : { on: 'a draft', way: 'Delete that' };

/** A credit note that has freed a milestone stays once that is billed again: else it would be charged twice. */
export async function assertNotBilledAgain(ctx: Ctx, creditNoteId: string): Promise<void> {
  const again = await ctx.db.maybe<{ name: string; numberText: string | null }>(
    sql`select m.name, i.number_text from invoice_lines b
        join invoice_lines o on o.tenant_id = b.tenant_id and o.id = b.credits_line_id
        join claims k on k.tenant_id = o.tenant_id and k.invoice_id = o.invoice_id and k.line_id = o.id and k.source_kind = 'project_milestone'
        join claims n on n.tenant_id = k.tenant_id and n.source_kind = k.source_kind and n.source_id = k.source_id and n.claimed_at > k.claimed_at
        join invoices i on i.tenant_id = n.tenant_id and i.id = n.invoice_id
        join project_milestones m on m.tenant_id = k.tenant_id and m.id = k.source_id
        where b.tenant_id = ${ctx.tenant} and b.invoice_id = ${creditNoteId} limit 1`,
  );
  if (!again) return;
  const { on, way } = holder(again.numberText);
  throw refused('project.billed_again', `${again.name} was credited and is billed again on ${on}. ${way} first.`);
}
