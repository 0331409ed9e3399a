import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import type { mailboxCursors } from './tables';

export type Cursor = Row<typeof mailboxCursors>;

const leaseMinutes = 2;
const skewMinutes = 5;

/** Makes sure that the mailbox has its row. Mail older than that row is never fetched. */
export async function ensureCursor(ctx: Ctx, mailboxId: string): Promise<void> {
  await ctx.db.rows(
    sql`insert into mailbox_cursors (tenant_id, mailbox_id, since)
        values (${ctx.tenant}, ${mailboxId}, ${ctx.now()}::timestamptz - ${skewMinutes} * interval '1 minute')
        on conflict (tenant_id, mailbox_id) do nothing`,
  );
}

/** The cursor under a lease of its own; undefined while another fetches. The fence of a lease that ran out is worth nothing any more. */
export async function leaseCursor(ctx: Ctx, mailboxId: string, holder: string): Promise<Cursor | undefined> {
  await ensureCursor(ctx, mailboxId);
  return ctx.db.maybe<Cursor>(
    sql`update mailbox_cursors set holder = ${holder}, fence = fence + 1,
          lease_until = ${ctx.now()}::timestamptz + ${leaseMinutes} * interval '1 minute'
        where tenant_id = ${ctx.tenant} and mailbox_id = ${mailboxId} and (lease_until is null or lease_until <= ${ctx.now()})
        returning *`,
  );
}

/** Moves the cursor and renews the lease. Throws `mailbox.lease_lost` when another has taken over: what it fetched, it will find kept. */
export async function moveCursor(
  ctx: Ctx,
  { mailboxId, fence }: Cursor,
  uidValidity: bigint,
  lastUid: bigint,
): Promise<Cursor> {
  const moved = await ctx.db.maybe<Cursor>(
    sql`update mailbox_cursors set uid_validity = ${uidValidity}, last_uid = ${lastUid},
          lease_until = ${ctx.now()}::timestamptz + ${leaseMinutes} * interval '1 minute'
        where tenant_id = ${ctx.tenant} and mailbox_id = ${mailboxId} and fence = ${fence} returning *`,
  );
  if (!moved) throw refused('mailbox.lease_lost', 'Another worker fetches this mailbox now.');
  return moved;
}

/** Gives the lease back and notes how it went. */
export async function endLease(ctx: Ctx, { mailboxId, fence }: Cursor, failure: string | null): Promise<void> {
  await ctx.db.rows(
    sql`update mailbox_cursors set holder = null, lease_until = null, polled_at = ${ctx.now()}, failure = ${failure},
          failures = ${failure === null ? sql`0` : sql`failures + 1`}, failed_at = ${failure === null ? null : ctx.now()}
        where tenant_id = ${ctx.tenant} and mailbox_id = ${mailboxId} and fence = ${fence}`,
  );
  ctx.touch('mailbox');
}
