import { pageAddress, users } from '@kelp/identity';
import { defineDueKind, sendEmail, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { readTenant } from '@kelp/tenants';
import { describeTicket } from '../describe-ticket';
import { foldedNoticeEmail } from '../emails/folded-notice';
import { foldKind, noticeAbout } from '../fold-mail';

/** Sends what has gathered about a ticket for a person; what they have read in the program meanwhile needs no mail any more. */
export const foldedMailDue = defineDueKind(foldKind, 'mail', async (ctx, items) => {
  for (const item of items) {
    const [userId = '', ticketId = ''] = item.key.split(':');
    await sendFolded(ctx, userId, ticketId, item.dueAt);
  }
});

interface Waiting {
  title: string;
  body: string;
  readAt: Date | null;
}

async function sendFolded(ctx: Ctx, userId: string, ticketId: string, dueAt: Date): Promise<void> {
  const waiting = await ctx.db.rows<Waiting>(
    sql`with folded as (update notifications set is_mail_waiting = false, updated_at = ${ctx.now()}, version = version + 1
          where tenant_id = ${ctx.tenant} and user_id = ${userId} and ticket_id = ${ticketId} and is_mail_waiting
          returning seq, title, body, read_at)
        select title, body, read_at from folded order by seq`,
  );
  const notices = waiting.filter(({ readAt }) => readAt === null).map(({ title, body }) => ({ title, body }));
  const person = await ctx.db.find(users, { id: userId, isActive: true });
  if (notices.length === 0 || !person) return;
  const { name: workspace, locale } = await readTenant(ctx);
  const { ticket, number, link } = await describeTicket(ctx, ticketId);
  const subject = notices.length === 1 ? (notices[0]?.title ?? '') : `${number} ${ticket.title}`;
  await sendEmail(ctx, foldedNoticeEmail, {
    to: { address: person.email, name: person.name },
    locale: person.locale ?? locale,
    dedupeKey: `folded:${userId}:${ticketId}:${dueAt.toISOString()}`,
    props: { name: person.name, subject, notices, link: pageAddress.page(link), workspace },
    ...noticeAbout(ticketId),
  });
}
