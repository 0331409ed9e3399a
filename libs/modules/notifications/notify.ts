import { pageAddress, users } from '@kelp/identity';
import { sendEmail, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { readTenant } from '@kelp/tenants';
import { offers, subtypes, type NotificationChannel, type Subtype } from './domain/subtypes';
import { noticeEmails } from './emails/notice';
import { foldKey, foldKind, foldUntil, noticeAbout } from './fold-mail';
import { notificationPreferences, notifications } from './tables';

export interface Notice {
  subtype: Subtype;
  /** With person and kind the identity of the notification: the same event tells nobody twice. */
  eventId: string;
  title: string;
  body: string;
  /** A path of this program, such as `/msp/tickets/…`. */
  link: string;
  ticketId?: string | null;
}

/**
 * Tells these people, each by the ways they chose. One row per person, event and kind; the mail is sent only by whom the row was
 * written. `channels` narrows the ways. Staff who are active are told, others are left out; a muted history tells nobody.
 */
export async function notify(
  ctx: Ctx,
  userIds: readonly (string | null)[],
  notice: Notice,
  { channels = ['in_app', 'email'] }: { channels?: readonly NotificationChannel[] } = {},
): Promise<void> {
  if (ctx.caller.isMuted) return;
  const wanted = [...new Set(userIds.filter((id) => id !== null))];
  if (wanted.length === 0) return;
  const people = await ctx.db.list(users, { id: wanted, type: 'internal', isActive: true });
  for (const person of people.sort((a, b) => a.id.localeCompare(b.id))) await tell(ctx, person, notice, channels);
}

interface Person {
  id: string;
  name: string;
  email: string;
  locale: string | null;
}

async function tell(ctx: Ctx, person: Person, notice: Notice, offered: readonly NotificationChannel[]): Promise<void> {
  const wanted = await channelsOf(ctx, person.id, notice.subtype);
  const channels = new Set(offered.filter((channel) => wanted.has(channel)));
  if (channels.size === 0) return;
  const known = await ctx.db.find(notifications, {
    userId: person.id,
    eventId: notice.eventId,
    subtype: notice.subtype,
  });
  if (known) return;
  const foldedUntil = channels.has('email') ? await foldUntil(ctx, person, notice) : null;
  await ctx.db.insert(notifications, {
    ...notice,
    id: ctx.newId(),
    userId: person.id,
    seq: await nextSeq(ctx, person.id),
    title: notice.title.slice(0, 300),
    body: notice.body.slice(0, 500),
    priority: subtypes[notice.subtype].priority,
    isInApp: channels.has('in_app'),
    isMailWaiting: foldedUntil !== null,
  });
  ctx.touch('notification');
  if (foldedUntil) await ctx.setDue(foldKind, foldKey(person.id, notice.ticketId ?? ''), foldedUntil);
  else if (channels.has('email')) await mail(ctx, person, notice);
}

/** The ways this person wants to be told of this kind. */
async function channelsOf(ctx: Ctx, userId: string, subtype: Subtype): Promise<Set<NotificationChannel>> {
  const chosen = await ctx.db.list(notificationPreferences, { userId, subtype });
  const off = new Set(chosen.filter(({ isOn }) => !isOn).map(({ channel }) => channel));
  return new Set((['in_app', 'email'] as const).filter((channel) => offers(subtype, channel) && !off.has(channel)));
}

/** The counter row is held until the commit, so that numbers become visible in their order. */
async function nextSeq(ctx: Ctx, userId: string): Promise<bigint> {
  const row = await ctx.db.one<{ lastSeq: bigint }>(
    sql`insert into notification_counters (tenant_id, user_id, last_seq) values (${ctx.tenant}, ${userId}, 1)
        on conflict (tenant_id, user_id) do update set last_seq = notification_counters.last_seq + 1 returning last_seq`,
  );
  return row.lastSeq;
}

async function mail(ctx: Ctx, person: Person, notice: Notice): Promise<void> {
  const email = noticeEmails.get(notice.subtype);
  if (!email) return;
  const { name: workspace, locale } = await readTenant(ctx);
  await sendEmail(ctx, email, {
    to: { address: person.email, name: person.name },
    locale: person.locale ?? locale,
    dedupeKey: `${notice.eventId}:${notice.subtype}:${person.id}`,
    props: {
      name: person.name,
      title: notice.title,
      body: notice.body,
      link: pageAddress.page(notice.link),
      workspace,
    },
    ...noticeAbout(notice.ticketId ?? null),
  });
}
