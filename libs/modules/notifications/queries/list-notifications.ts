import { defineQuery, readCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import { and, sql, type Row } from '@kelp/platform/db';
import { listNotifications, type NotificationRow } from '../contract';
import type { Subtype } from '../domain/subtypes';
import { ownUser } from '../own-user';
import type { notifications } from '../tables';

/** The caller's notifications, newest first, with how many are unread and the number of the last one. */
export const listNotificationsQuery = defineQuery(listNotifications, {
  signedIn: true,
  run: async (ctx, { since, unreadOnly, after, limit }) => {
    const userId = ownUser(ctx);
    const cursor = readCursor(after, ['string']);
    const where = [sql`tenant_id = ${ctx.tenant} and user_id = ${userId} and is_in_app`];
    if (since !== undefined) where.push(sql`seq > ${since}`);
    if (unreadOnly) where.push(sql`read_at is null`);
    if (cursor) where.push(sql`seq < ${cursor[0]}::bigint`);
    const [rows, unread, last, upTo] = await Promise.all([
      ctx.db.rows<Row<typeof notifications>>(
        sql`select * from notifications where ${and(where)} order by seq desc limit ${limit + 1}`,
      ),
      countUnread(ctx, userId),
      ctx.db.maybe<{ lastSeq: bigint }>(
        sql`select last_seq from notification_counters where tenant_id = ${ctx.tenant} and user_id = ${userId}`,
      ),
      ctx.upTo(),
    ]);
    const page = rows.slice(0, limit);
    const end = page.at(-1);
    const next = rows.length > limit && end ? writeCursor([end.seq.toString()]) : null;
    return { rows: page.map(toRow), next, unread, lastSeq: Number(last?.lastSeq ?? 0n), upTo };
  },
});

/** How many of this person's notifications are unread. */
export async function countUnread(ctx: ReadCtx, userId: string): Promise<number> {
  const { count } = await ctx.db.one<{ count: bigint }>(
    sql`select count(*) as count from notifications
        where tenant_id = ${ctx.tenant} and user_id = ${userId} and read_at is null and is_in_app`,
  );
  return Number(count);
}

const toRow = (row: Row<typeof notifications>): NotificationRow => ({
  id: row.id,
  seq: Number(row.seq),
  subtype: row.subtype as Subtype,
  title: row.title,
  body: row.body,
  link: row.link,
  priority: row.priority,
  isRead: row.readAt !== null,
  createdAt: row.createdAt,
});
