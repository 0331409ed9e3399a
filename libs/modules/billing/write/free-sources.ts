import type { Ctx, ReadStore } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { claimHistory, claims } from '../tables';

type Held = Awaited<ReturnType<typeof heldBy>>[number];

const heldBy = (db: ReadStore, invoiceId: string) => db.list(claims, { invoiceId });

/** Lets go of everything that an invoice holds, so that it can be billed again; the history keeps who held it. */
export async function freeSources(ctx: Ctx, invoiceId: string, reason: 'void' | 'draft_deleted'): Promise<void> {
  const { db, tenant } = ctx;
  const held = await heldBy(db, invoiceId);
  const history = ({ sourceKind, sourceId, slice, lineId, claimedAt }: Held) => ({
    id: ctx.newId(),
    sourceKind,
    sourceId,
    slice,
    invoiceId,
    lineId,
    claimedAt,
    freedAt: ctx.now(),
    reason,
  });
  await db.insertMany(claimHistory, held.map(history));
  await db.rows(sql`delete from period_claims where tenant_id = ${tenant} and invoice_id = ${invoiceId}`);
  await db.rows(sql`delete from claims where tenant_id = ${tenant} and invoice_id = ${invoiceId}`);
}
