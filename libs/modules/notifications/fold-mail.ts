import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { subtypes, type Subtype } from './domain/subtypes';

export const foldKind = 'notification.folded_mail';
const foldMs = 2 * 60_000;

export const foldKey = (userId: string, ticketId: string): string => `${userId}:${ticketId}`;

/** How a mail to staff notes its ticket; apart from the mails of the ticket's own thread. */
export const noticeAbout = (ticketId: string | null) =>
  ticketId ? { about: { type: 'ticket_notice', id: ticketId } } : {};

/**
 * Until when the mail of this notice waits, because this person had one about the same ticket less than two minutes ago; null to
 * send it at once. What is urgent never waits.
 */
export async function foldUntil(
  ctx: Ctx,
  person: { email: string },
  notice: { subtype: Subtype; ticketId?: string | null },
): Promise<Date | null> {
  if (!notice.ticketId || subtypes[notice.subtype].priority === 'high') return null;
  const last = await ctx.db.maybe<{ createdAt: Date }>(
    sql`select created_at from email_messages where tenant_id = ${ctx.tenant} and about_type = 'ticket_notice'
        and about_id = ${notice.ticketId} and to_address = ${person.email} order by created_at desc limit 1`,
  );
  if (!last) return null;
  const until = new Date(last.createdAt.getTime() + foldMs);
  return until > ctx.now() ? until : null;
}
