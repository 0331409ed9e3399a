import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { claimHistory, claims, type FreedBecause } from '../tables';
import { freeDiscounts } from './write-discounts';
import { freeOrders } from './take-orders';
import { assertDepositsHold } from './hold-projects';
import { freeHours } from './write-hours';

/** Lets go of everything that these lines of an invoice hold (or, without lines, all that it holds), so that it can be billed again. */
export async function freeSources(
  ctx: Ctx,
  invoiceId: string,
  reason: FreedBecause,
  lineIds?: readonly string[],
): Promise<void> {
  const { db, tenant } = ctx;
  const held = await db.list(claims, { invoiceId, ...(lineIds ? { lineId: lineIds } : {}) });
  const history = held.map(({ sourceKind, sourceId, slice, lineId, claimedAt }) => ({
    id: ctx.newId(),
    sourceKind,
    sourceId,
    slice,
    invoiceId,
    lineId,
    claimedAt,
    freedAt: ctx.now(),
    reason,
  }));
  await db.insertMany(claimHistory, history);
  await freeHours(ctx, invoiceId, lineIds);
  await freeOrders(ctx, invoiceId, lineIds);
  await freeDiscounts(ctx, invoiceId, lineIds);
  const ofLines = lineIds ? sql`and line_id = any(${lineIds}::uuid[])` : sql``;
  await db.rows(sql`delete from period_claims where tenant_id = ${tenant} and invoice_id = ${invoiceId} ${ofLines}`);
  await db.rows(sql`delete from claims where tenant_id = ${tenant} and invoice_id = ${invoiceId} ${ofLines}`);
  const deposits = held.filter(({ sourceKind, slice }) => sourceKind === 'project_deposit' && slice === 'whole');
  await assertDepositsHold(
    ctx,
    deposits.map(({ sourceId }) => sourceId),
  );
}
