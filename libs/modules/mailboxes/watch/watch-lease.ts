import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { ensureCursor } from '../mailbox-cursor';
import { mailboxes, type WatchState } from '../tables';

/** A worker that dies stops renewing; after this another one listens. */
const leaseSeconds = 60;
const slowestSeconds = 15 * 60;
const firstSeconds = 5;
/** A server without IDLE is asked again so often whether it has learnt it. */
const unsupportedSeconds = 60 * 60;

/**
 * The mailbox, when `holder` is the one worker that may listen to it now; renews what it holds. Undefined while another one does, while a
 * failure is waited out, and for what is off or no IMAP account.
 */
export async function leaseWatch(
  ctx: Ctx,
  mailboxId: string,
  holder: string,
): Promise<Row<typeof mailboxes> | undefined> {
  const mailbox = await ctx.db.find(mailboxes, { id: mailboxId });
  if (!mailbox?.isActive || mailbox.kind !== 'imap') return undefined;
  await ensureCursor(ctx, mailboxId);
  const held = await ctx.db.maybe(
    sql`update mailbox_cursors set watcher = ${holder}, watched_until = ${ctx.now()}::timestamptz + ${leaseSeconds} * interval '1 second'
        where tenant_id = ${ctx.tenant} and mailbox_id = ${mailboxId}
          and (watcher = ${holder} or ((watched_until is null or watched_until <= ${ctx.now()})
            and (watch_again_at is null or watch_again_at <= ${ctx.now()})))
        returning mailbox_id`,
  );
  return held ? mailbox : undefined;
}

/** Notes that mail is heard of at once. */
export async function noteLive(ctx: Ctx, mailboxId: string, holder: string): Promise<void> {
  await ctx.db.rows(
    sql`update mailbox_cursors set watch_state = 'live', watch_failures = 0, watch_again_at = null
        where tenant_id = ${ctx.tenant} and mailbox_id = ${mailboxId} and watcher = ${holder}`,
  );
  ctx.touch('mailbox');
}

/** Gives the lease back. After failures the next try waits longer and longer, from 5 seconds to a quarter of an hour. */
export async function endWatch(ctx: Ctx, mailboxId: string, holder: string, state: WatchState): Promise<void> {
  const isFailed = state === 'failed';
  const seconds = isFailed
    ? sql`least(${slowestSeconds}::float8, ${firstSeconds} * power(2, least(watch_failures, 12)))`
    : sql`${state === 'unsupported' ? unsupportedSeconds : 0}::float8`;
  await ctx.db.rows(
    sql`update mailbox_cursors set watcher = null, watched_until = null, watch_state = ${state},
          watch_failures = ${isFailed ? sql`watch_failures + 1` : sql`0`},
          watch_again_at = ${ctx.now()}::timestamptz + ${seconds} * interval '1 second'
        where tenant_id = ${ctx.tenant} and mailbox_id = ${mailboxId} and watcher = ${holder}`,
  );
  ctx.touch('mailbox');
}
