import { hiddenFrom } from '@kelp/identity';
import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { readAddressees, readRules, type Addressee } from './addressees';
import { audienceOf, subtypes, type NotificationChannel, type Reason, type Subtype } from './domain/subtypes';
import { wayOf, type Rule } from './domain/ways';
import { sayIn, type Say } from './domain/wordings';
import { mailNotice, type WordedNotice } from './mail-notice';
import { planMail, type MailPlan } from './plan-mail';
import { notifications } from './tables';
import { setMailDue } from './waiting-mail';

/** Words that are the same in every language, or that are said in the reader's. */
export type Said = string | ((say: Say, locale: string) => string);

export interface Notice {
  subtype: Subtype;
  /** With person and kind the identity of the notification: the same event tells nobody twice. */
  eventId: string;
  title: Said;
  body: Said;
  /** A path of this program, such as `/msp/tickets/…`. */
  link: string;
  ticketId?: string | null;
  /** The client it tells of where there is no ticket: people whose policy packs hide that one hear nothing. */
  clientId?: string | null;
  /** While a notice with this key is unread, a further one only renews its words. */
  collapseKey?: string;
}

export interface Recipient {
  userId: string | null;
  /** What ties this person to it. */
  reason: Reason;
}

/** These people, all for the same reason. */
export const allAs = (reason: Reason, userIds: readonly (string | null)[]): Recipient[] =>
  userIds.map((userId) => ({ userId, reason }));

/**
 * Tells these people, each by the ways they and their workspace chose. One row per person, event and kind; the mail is sent only by whom
 * the row was written. Who is named twice is told once, for the first reason. `channels` narrows the ways. People who are active and for whom
 * the kind is are told, others are left out; a muted history tells nobody.
 */
export async function notify(
  ctx: Ctx,
  recipients: readonly Recipient[],
  notice: Notice,
  { channels = ['in_app', 'email'] }: { channels?: readonly NotificationChannel[] } = {},
): Promise<void> {
  if (ctx.caller.isMuted) return;
  const reasons = new Map<string, Reason>();
  for (const { userId, reason } of recipients) if (userId && !reasons.has(userId)) reasons.set(userId, reason);
  if (reasons.size === 0) return;
  const [addressees, blind] = await Promise.all([
    readAddressees(ctx, [...reasons.keys()], audienceOf(notice.subtype)),
    blindTo(ctx, [...reasons.keys()], notice),
  ]);
  const people = addressees.filter(({ id }) => !blind.has(id));
  if (people.length === 0) return;
  const rules = await readRules(ctx);
  for (const person of people) {
    const worded = wordedFor(person, notice, reasons.get(person.id) ?? 'unknown');
    await tell(ctx, person, { ...worded, collapseKey: notice.collapseKey ?? null }, rules, channels);
  }
}

/** Those from whom policy packs hide what this is about. */
async function blindTo(
  ctx: Ctx,
  userIds: readonly string[],
  { ticketId, clientId }: Notice,
): Promise<ReadonlySet<string>> {
  if (ticketId) return hiddenFrom(ctx, userIds, 'tickets', ticketId);
  return clientId ? hiddenFrom(ctx, userIds, 'clients', clientId) : new Set();
}

function wordedFor({ locale }: Addressee, notice: Notice, reason: Reason): WordedNotice {
  const say = sayIn(locale);
  const words = (said: Said) => (typeof said === 'string' ? said : said(say, locale));
  return {
    subtype: notice.subtype,
    eventId: notice.eventId,
    title: words(notice.title).slice(0, 300),
    body: words(notice.body).slice(0, 500),
    link: notice.link,
    ticketId: notice.ticketId ?? null,
    reason,
  };
}

type Told = WordedNotice & { collapseKey: string | null };

async function tell(
  ctx: Ctx,
  person: Addressee,
  notice: Told,
  rules: readonly Rule[],
  asked: readonly NotificationChannel[],
): Promise<void> {
  const isInApp = asked.includes('in_app') && wayOf(notice.subtype, 'in_app', rules, person.choices).isOn;
  const mail = await planMail(ctx, person, notice, rules, asked);
  const isMailed = mail.outcome === 'sent' || mail.dueAt !== null;
  if (!isInApp && !isMailed) return;
  const { eventId, subtype } = notice;
  if (await ctx.db.find(notifications, { userId: person.id, eventId, subtype })) return;
  if (notice.collapseKey && (await renew(ctx, person.id, notice))) return;
  await write(ctx, person, notice, isInApp, mail);
}

async function write(ctx: Ctx, person: Addressee, notice: Told, isInApp: boolean, mail: MailPlan): Promise<void> {
  const emailId = mail.outcome === 'sent' ? await mailNotice(ctx, person, notice) : null;
  await ctx.db.insert(notifications, {
    ...notice,
    id: ctx.newId(),
    userId: person.id,
    seq: await nextSeq(ctx, person.id),
    priority: subtypes[notice.subtype].priority,
    isInApp,
    isMailWaiting: mail.dueAt !== null,
    mailOutcome: mail.outcome,
    mailDueAt: mail.dueAt,
    emailId,
  });
  ctx.touch('notification');
  const { outcome, dueAt } = mail;
  if (dueAt && (outcome === 'burst' || outcome === 'quiet'))
    await setMailDue(ctx, outcome, { userId: person.id, ticketId: notice.ticketId }, dueAt);
}

/** Gives an unread notice with the same key the new words and the newest number. Answers whether there was one. */
async function renew(ctx: Ctx, userId: string, { collapseKey, title, body, link }: Told): Promise<boolean> {
  const open = await ctx.db.maybe<{ id: string }>(
    sql`select id from notifications where tenant_id = ${ctx.tenant} and user_id = ${userId} and collapse_key = ${collapseKey}
        and read_at is null and (is_in_app or is_mail_waiting) order by seq desc limit 1 for update`,
  );
  if (!open) return false;
  const seq = await nextSeq(ctx, userId);
  await ctx.db.rows(
    sql`update notifications set title = ${title}, body = ${body}, link = ${link}, seq = ${seq}, created_at = ${ctx.now()},
          updated_at = ${ctx.now()}, version = version + 1
        where tenant_id = ${ctx.tenant} and id = ${open.id}`,
  );
  ctx.touch('notification');
  return true;
}

/** The counter row is held until the commit, so that numbers become visible in their order. */
export async function nextSeq(ctx: Ctx, userId: string): Promise<bigint> {
  const row = await ctx.db.one<{ lastSeq: bigint }>(
    sql`insert into notification_counters (tenant_id, user_id, last_seq) values (${ctx.tenant}, ${userId}, 1)
        on conflict (tenant_id, user_id) do update set last_seq = notification_counters.last_seq + 1 returning last_seq`,
  );
  return row.lastSeq;
}
