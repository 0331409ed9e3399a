import { defineQuery, readCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import { and, sql, type Row, type Sql } from '@kelp/platform/db';
import { inSight, sightOf } from '@kelp/portal';
import { listNotifications, type NoticeView, type NotificationRow } from '../contract';
import type { Subtype } from '../domain/subtypes';
import { ownAudience, ownReader } from '../own-user';
import type { notifications } from '../tables';

const inView: Record<NoticeView, Sql> = {
  unread: sql`snoozed_until is null and read_at is null`,
  all: sql`snoozed_until is null`,
  mentions: sql`snoozed_until is null and subtype = 'ticket.mentioned'`,
  snoozed: sql`snoozed_until is not null`,
};

/** The caller's notifications, newest first, with how many are unread, name them and are snoozed, and the number of the last one. */
export const listNotificationsQuery = defineQuery(listNotifications, {
  signedIn: true,
  run: async (ctx, { since, unreadOnly, view = 'all', after, limit }) => {
    const userId = ownReader(ctx);
    const cursor = readCursor(after, ['string']);
    const seen = await stillSeen(ctx);
    const where = [sql`tenant_id = ${ctx.tenant} and user_id = ${userId} and is_in_app`, seen, inView[view]];
    if (since !== undefined) where.push(sql`seq > ${since}`);
    if (unreadOnly) where.push(sql`read_at is null`);
    if (cursor) where.push(sql`seq < ${cursor[0]}::bigint`);
    const [rows, counts, last, upTo] = await Promise.all([
      ctx.db.rows<Row<typeof notifications>>(
        sql`select * from notifications where ${and(where)} order by seq desc limit ${limit + 1}`,
      ),
      countNotices(ctx, userId, seen),
      ctx.db.maybe<{ lastSeq: bigint }>(
        sql`select last_seq from notification_counters where tenant_id = ${ctx.tenant} and user_id = ${userId}`,
      ),
      ctx.upTo(),
    ]);
    const page = rows.slice(0, limit);
    const end = page.at(-1);
    const next = rows.length > limit && end ? writeCursor([end.seq.toString()]) : null;
    return { rows: page.map(toRow), next, ...counts, lastSeq: Number(last?.lastSeq ?? 0n), upTo };
  },
});

/** How many of this person's notifications are unread. */
export const countUnread = async (ctx: ReadCtx, userId: string): Promise<number> =>
  (await countNotices(ctx, userId, await stillSeen(ctx))).unread;

/** A person of a client who lost sight of a ticket, of invoices or of what waits for approval is told of them no longer, not even of the past. */
async function stillSeen(ctx: ReadCtx): Promise<Sql> {
  if (ownAudience(ctx) === 'internal') return sql`true`;
  const ofInvoices = ctx.can('portal_billing.read') ? sql`true` : sql`subtype <> 'portal.invoice_sent'`;
  const ofWaiting = ctx.can('portal_request.approve') ? sql`true` : sql`subtype <> 'portal.request_waiting'`;
  return sql`${ofInvoices} and ${ofWaiting} and (ticket_id is null or exists (select from tickets t where t.tenant_id = ${ctx.tenant}
    and t.id = notifications.ticket_id and ${inSight(await sightOf(ctx), 't')}))`;
}

async function countNotices(ctx: ReadCtx, userId: string, seen: Sql) {
  const counts = await ctx.db.one<{ unread: bigint; mentions: bigint; snoozed: bigint }>(
    sql`select count(*) filter (where snoozed_until is null) as unread, count(*) filter (where snoozed_until is not null) as snoozed,
          count(*) filter (where snoozed_until is null and subtype = 'ticket.mentioned') as mentions
        from notifications where tenant_id = ${ctx.tenant} and user_id = ${userId} and is_in_app and ${seen}
          and (read_at is null or snoozed_until is not null)`,
  );
  return { unread: Number(counts.unread), mentions: Number(counts.mentions), snoozed: Number(counts.snoozed) };
}

const toRow = (row: Row<typeof notifications>): NotificationRow => ({
  id: row.id,
  seq: Number(row.seq),
  subtype: row.subtype as Subtype,
  title: row.title,
  body: row.body,
  link: row.link,
  priority: row.priority,
  reason: row.reason,
  isRead: row.readAt !== null,
  snoozedUntil: row.snoozedUntil,
  createdAt: row.createdAt,
});
