import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { nextSeqs } from './notify';
import { notifications } from './tables';

/** The timer of a notification that is out of sight; its key is the notification's id. */
export const wakeKind = 'notification.wake';

/** Brings a snoozed notification back, unread and as the newest, so that a screen which asks for what came since gets it. */
export async function wake(ctx: Ctx, id: string): Promise<void> {
  const row = await ctx.db.find(notifications, { id });
  if (!row?.snoozedUntil) return;
  const seq = (await nextSeqs(ctx, [row.userId])).get(row.userId) ?? 0n;
  await ctx.db.rows(
    sql`update notifications set seq = ${seq}, snoozed_until = null, read_at = null, updated_at = ${ctx.now()}, version = version + 1
        where tenant_id = ${ctx.tenant} and id = ${id}`,
  );
  ctx.touch('notification');
}
