import { defineAction, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { setQuantity } from '../contract';
import { contractUpdated } from '../events';
import { contractLines, contracts } from '../tables';
import { quantityEvents } from '../tables/quantity-events';
import { assertServes, assertWithin } from '../days-of-contract';

/** The count in force on a day before this one is written. */
async function quantityOn(ctx: Ctx, lineId: string, day: string): Promise<string | null> {
  const row = await ctx.db.maybe<{ quantity: string }>(
    sql`select quantity from quantity_events where tenant_id = ${ctx.tenant} and line_id = ${lineId} and on_date <= ${day}::date
        order by on_date desc, id desc limit 1`,
  );
  return row?.quantity ?? null;
}

/** Writes a count from a date on. Counts are never changed: a later one of the same day holds instead. */
export const setQuantityAction = defineAction(setQuantity, {
  permission: 'contract.update',
  run: async (ctx, { lineId, from, sourceRef, ...count }) => {
    const { contractId } = await ctx.db.get(contractLines, lineId);
    const contract = await ctx.db.lock(contracts, contractId);
    const line = await ctx.db.lock(contractLines, lineId);
    if (line.kind !== 'seats') {
      throw refused('contract.not_counted', `${line.name} does not count. Change its price and quantity instead.`);
    }
    assertWithin(ctx, contract, from, 'from');
    assertServes(ctx, line, from);
    const before = await quantityOn(ctx, lineId, from);
    const known = sourceRef ? await ctx.db.find(quantityEvents, { lineId, onDate: from, sourceRef }) : null;
    if (known) return { id: known.id, isNew: false, before };
    const recorded = { recordedBy: ctx.actor.name, recordedAt: ctx.now() };
    const place = { lineId, onDate: from, sourceRef: sourceRef ?? ctx.newId() };
    const written = await ctx.db.insert(quantityEvents, { ...count, ...place, ...recorded });
    ctx.emit(contractUpdated, contractId, { contractId, clientId: contract.clientId });
    return { id: written.id, isNew: true, before };
  },
});
