import { hiddenFrom } from '@kelp/identity';
import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { readAddressees, readRules, type Addressee } from './addressees';
import { audienceOf, subtypes, type NotificationChannel, type Reason, type Subtype } from './domain/subtypes';
import { wayOf } from './domain/ways';
import { sayIn, type Say } from './domain/wordings';
import { mailNotices, type MailedNotice, type WordedNotice } from './mail-notice';
import { planMails, type MailPlan } from './plan-mail';
import { notifications } from './tables';
import { setMailsDue } from './waiting-mail';

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
  const told = people.map((person) => ({
    person,
    notice: wordedFor(person, notice, reasons.get(person.id) ?? 'unknown'),
  }));
  await tell(ctx, told, notice, channels);
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

/** Somebody who is told, in their words, and by which ways. */
interface Planned extends MailedNotice {
  isInApp: boolean;
  mail: MailPlan;
}

async function tell(
  ctx: Ctx,
  told: readonly MailedNotice[],
  notice: Notice,
  asked: readonly NotificationChannel[],
): Promise<void> {
  const rules = await readRules(ctx);
  const people = told.map(({ person }) => person);
  const mails = await planMails(ctx, people, notice, rules, asked);
  const planned = told.flatMap((one): Planned[] => {
    const mail = mails.get(one.person.id);
    const isInApp = asked.includes('in_app') && wayOf(notice.subtype, 'in_app', rules, one.person.choices).isOn;
    const isMailed = mail?.outcome === 'sent' || (mail?.dueAt ?? null) !== null;
    return mail && (isInApp || isMailed) ? [{ ...one, isInApp, mail }] : [];
  });
  const fresh = await untold(ctx, planned, notice);
  const renewed = notice.collapseKey ? await renew(ctx, fresh, notice.collapseKey) : new Set<string>();
  await write(
    ctx,
    fresh.filter(({ person }) => !renewed.has(person.id)),
    notice.collapseKey ?? null,
  );
}

/** Those whom nothing was told of this event. */
async function untold(ctx: Ctx, planned: readonly Planned[], { eventId, subtype }: Notice): Promise<Planned[]> {
  const rows = await ctx.db.rows<{ userId: string }>(
    sql`select user_id from notifications where tenant_id = ${ctx.tenant} and event_id = ${eventId} and subtype = ${subtype}
        and user_id = any(${planned.map(({ person }) => person.id)}::uuid[])`,
  );
  const known = new Set(rows.map(({ userId }) => userId));
  return planned.filter(({ person }) => !known.has(person.id));
}

async function write(ctx: Ctx, planned: readonly Planned[], collapseKey: string | null): Promise<void> {
  if (planned.length === 0) return;
  const emailIds = await mailNotices(
    ctx,
    planned.filter(({ mail }) => mail.outcome === 'sent'),
  );
  const seqs = await nextSeqs(
    ctx,
    planned.map(({ person }) => person.id),
  );
  await ctx.db.insertMany(
    notifications,
    planned.map(({ person, notice, isInApp, mail }) => ({
      ...notice,
      collapseKey,
      id: ctx.newId(),
      userId: person.id,
      seq: seqs.get(person.id) ?? 0n,
      priority: subtypes[notice.subtype].priority,
      isInApp,
      isMailWaiting: mail.dueAt !== null,
      mailOutcome: mail.outcome,
      mailDueAt: mail.dueAt,
      emailId: emailIds.get(person.id) ?? null,
    })),
  );
  ctx.touch('notification');
  await setMailsDue(
    ctx,
    planned.flatMap(({ person: { id: userId }, notice: { ticketId }, mail: { outcome, dueAt } }) =>
      dueAt && (outcome === 'burst' || outcome === 'quiet') ? [{ outcome, userId, ticketId, dueAt }] : [],
    ),
  );
}

/** Gives unread notices with the same key the new words and the newest number. Answers to whom there was one. */
async function renew(ctx: Ctx, planned: readonly Planned[], collapseKey: string): Promise<ReadonlySet<string>> {
  const open = await ctx.db.rows<{ id: string; userId: string }>(
    sql`select id, user_id from notifications where tenant_id = ${ctx.tenant} and collapse_key = ${collapseKey}
          and user_id = any(${planned.map(({ person }) => person.id)}::uuid[])
          and read_at is null and (is_in_app or is_mail_waiting) order by user_id, seq for update`,
  );
  // The newest of each person stands last.
  const newest = new Map(open.map(({ id, userId }) => [userId, id]));
  if (newest.size === 0) return new Set();
  const seqs = await nextSeqs(ctx, [...newest.keys()]);
  const words = planned.flatMap(({ person, notice: { title, body, link } }) => {
    const id = newest.get(person.id);
    return id ? [{ id, title, body, link, seq: String(seqs.get(person.id) ?? 0n) }] : [];
  });
  await ctx.db.rows(
    sql`update notifications n set title = w.title, body = w.body, link = w.link, seq = w.seq, created_at = ${ctx.now()},
          updated_at = ${ctx.now()}, version = version + 1
        from jsonb_to_recordset(${JSON.stringify(words)}::jsonb) as w (id uuid, title text, body text, link text, seq bigint)
        where n.tenant_id = ${ctx.tenant} and n.id = w.id`,
  );
  ctx.touch('notification');
  return new Set(newest.keys());
}

/** The next number of each of these people. The counter rows are held until the commit, so that numbers become visible in their order. */
export async function nextSeqs(ctx: Ctx, userIds: readonly string[]): Promise<ReadonlyMap<string, bigint>> {
  const rows = await ctx.db.rows<{ userId: string; lastSeq: bigint }>(
    sql`insert into notification_counters (tenant_id, user_id, last_seq)
        select ${ctx.tenant}, id, 1 from unnest(${[...userIds]}::uuid[]) as people (id) order by id
        on conflict (tenant_id, user_id) do update set last_seq = notification_counters.last_seq + 1 returning user_id, last_seq`,
  );
  return new Map(rows.map(({ userId, lastSeq }) => [userId, lastSeq]));
}
