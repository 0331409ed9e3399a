import { pageAddress } from '@kelp/identity';
import { defineDueKind, sendEmail, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { readAddressees, type Addressee } from '../addressees';
import { describeTicket } from '../describe-ticket';
import type { Reason, Subtype } from '../domain/subtypes';
import { sayIn, sayReason } from '../domain/wordings';
import { foldedNoticeEmail } from '../emails/folded-notice';
import { quietDigestEmail } from '../emails/quiet-digest';
import { mailNotices, noticeAbout } from '../mail-notice';
import { quietTimeOf } from '../plan-mail';
import { foldKind, quietKind, setMailsDue } from '../waiting-mail';

const maxInDigest = 100;

/** Sends what has gathered about a ticket for a person; when they are left alone by now, it waits on with the rest. */
export const foldedMailDue = defineDueKind(foldKind, 'mail', async (ctx, items) => {
  for (const item of items) {
    const [userId = '', ticketId = ''] = item.key.split(':');
    const [person] = await readAddressees(ctx, [userId]);
    const quiet = person && quietTimeOf(person, ctx.now());
    if (quiet) await waitOn(ctx, userId, ticketId, quiet);
    else await sendFolded(ctx, person, userId, ticketId, item.dueAt);
  }
});

/** Quiet hours are over: what waited leaves in one mail. */
export const quietMailDue = defineDueKind(quietKind, 'mail', async (ctx, items) => {
  for (const { key: userId, dueAt } of items) {
    const [person] = await readAddressees(ctx, [userId]);
    const quiet = person && quietTimeOf(person, ctx.now());
    if (quiet) await ctx.setDue(quietKind, userId, quiet);
    else await sendDigest(ctx, person, userId, dueAt);
  }
});

async function waitOn(ctx: Ctx, userId: string, ticketId: string, until: Date): Promise<void> {
  await ctx.db.rows(
    sql`update notifications set mail_outcome = 'quiet', mail_due_at = ${until}
        where tenant_id = ${ctx.tenant} and user_id = ${userId} and ticket_id = ${ticketId} and is_mail_waiting and mail_outcome = 'burst'`,
  );
  await setMailsDue(ctx, [{ outcome: 'quiet', userId, ticketId, dueAt: until }]);
}

interface Waiting {
  id: string;
  subtype: Subtype;
  eventId: string;
  title: string;
  body: string;
  link: string;
  ticketId: string | null;
  reason: Reason;
  mailOutcome: string;
}

/** Takes what waits off the line. What was read or snoozed in the program meanwhile needs no mail any more and is left out. */
async function takeWaiting(ctx: Ctx, userId: string, outcome: 'burst' | 'quiet', ticketId: string | null) {
  const taken = await ctx.db.rows<Waiting>(
    sql`with taken as (update notifications set is_mail_waiting = false, mail_due_at = null, updated_at = ${ctx.now()}, version = version + 1,
            mail_outcome = case when read_at is null and snoozed_until is null then 'sent' else 'seen' end
          where tenant_id = ${ctx.tenant} and user_id = ${userId} and is_mail_waiting and mail_outcome = ${outcome}
            and (${ticketId}::uuid is null or ticket_id = ${ticketId}::uuid)
          returning id, seq, subtype, event_id, title, body, link, ticket_id, reason, mail_outcome)
        select * from taken order by seq`,
  );
  return taken.filter(({ mailOutcome }) => mailOutcome === 'sent');
}

async function noteSent(ctx: Ctx, sent: readonly Waiting[], emailId: string | null): Promise<void> {
  await ctx.db.rows(
    sql`update notifications set email_id = ${emailId}, mail_outcome = ${emailId ? 'sent' : 'person_gone'}
        where tenant_id = ${ctx.tenant} and id = any(${sent.map(({ id }) => id)}::uuid[])`,
  );
  ctx.touch('notification');
}

async function sendFolded(ctx: Ctx, person: Addressee | undefined, userId: string, ticketId: string, dueAt: Date) {
  const notices = await takeWaiting(ctx, userId, 'burst', ticketId);
  const [first] = notices;
  if (!first) return;
  if (!person) return noteSent(ctx, notices, null);
  const { ticket, number, link } = await describeTicket(ctx, ticketId);
  const { name, workspace, locale } = person;
  const emailId = await sendEmail(ctx, foldedNoticeEmail, {
    to: { address: person.email, name },
    locale,
    dedupeKey: `folded:${userId}:${ticketId}:${dueAt.toISOString()}`,
    props: {
      ...{ name, workspace, notices: notices.map(({ title, body }) => ({ title, body })) },
      subject: notices.length === 1 ? first.title : `${number} ${ticket.title}`,
      link: pageAddress.page(link),
      reason: sayReason(sayIn(locale), first.reason),
    },
    ...noticeAbout(ticketId),
  });
  await noteSent(ctx, notices, emailId);
}

async function sendDigest(ctx: Ctx, person: Addressee | undefined, userId: string, dueAt: Date): Promise<void> {
  const notices = await takeWaiting(ctx, userId, 'quiet', null);
  const [first] = notices;
  if (!first) return;
  if (!person) return noteSent(ctx, notices, null);
  if (notices.length === 1) {
    const sent = await mailNotices(ctx, [{ person, notice: first }]);
    return noteSent(ctx, notices, sent.get(person.id) ?? null);
  }
  const { name, workspace, locale } = person;
  const emailId = await sendEmail(ctx, quietDigestEmail, {
    to: { address: person.email, name },
    locale,
    dedupeKey: `digest:${userId}:${dueAt.toISOString()}`,
    props: {
      ...{ name, workspace, count: notices.length, link: pageAddress.page('/msp/notifications') },
      notices: notices
        .slice(-maxInDigest)
        .map(({ title, body, link }) => ({ title, body, link: pageAddress.page(link) })),
    },
  });
  await noteSent(ctx, notices, emailId);
}
