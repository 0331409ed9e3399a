import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { setNotificationsRead } from '../contract';
import { ownReader } from '../own-user';
import { countUnread } from '../queries/list-notifications';

/** Marks some of the caller's own as read or unread; of what is so already, or another's, nothing changes. */
export const setNotificationsReadAction = defineAction(setNotificationsRead, {
  signedIn: true,
  run: async (ctx, { ids, isRead }) => {
    const userId = ownReader(ctx);
    const readAt = isRead ? ctx.now() : null;
    const changed = await ctx.db.rows(
      sql`update notifications set read_at = ${readAt}, updated_at = ${ctx.now()}, version = version + 1
          where tenant_id = ${ctx.tenant} and user_id = ${userId} and id = any(${ids}::uuid[]) and (read_at is null) = ${isRead}
          returning id`,
    );
    if (changed.length > 0) ctx.touch('notification');
    return { unread: await countUnread(ctx, userId) };
  },
});
