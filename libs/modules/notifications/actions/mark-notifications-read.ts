import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { markNotificationsRead } from '../contract';
import { ownReader } from '../own-user';
import { countUnread } from '../queries/list-notifications';

/** Marks the caller's notifications up to this number as read. What came later stays unread. */
export const markNotificationsReadAction = defineAction(markNotificationsRead, {
  signedIn: true,
  run: async (ctx, { upTo }) => {
    const userId = ownReader(ctx);
    const marked = await ctx.db.rows(
      sql`update notifications set read_at = ${ctx.now()}, updated_at = ${ctx.now()}, version = version + 1
          where tenant_id = ${ctx.tenant} and user_id = ${userId} and seq <= ${upTo} and read_at is null
            and snoozed_until is null returning id`,
    );
    if (marked.length > 0) ctx.touch('notification');
    return { unread: await countUnread(ctx, userId) };
  },
});
