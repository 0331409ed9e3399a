import { contract, idOf, instant, pageOf, paging, z } from '@kelp/kernel/contract';
import { mailOutcomes } from '../domain/mail-outcomes';
import { categories, reasons, subtypeNames } from '../domain/subtypes';
import { way } from './choices';

const subtype = z.enum(subtypeNames);
const seq = z.number().int().min(0);
const id = idOf('notification');

/** What of a person's notices is shown; what is snoozed stands in no list but its own. */
export const noticeViews = ['unread', 'all', 'mentions', 'snoozed'] as const;
export type NoticeView = (typeof noticeViews)[number];

export const notificationRow = z.object({
  id: z.uuid(),
  seq,
  subtype,
  title: z.string(),
  body: z.string(),
  link: z.string(),
  priority: z.enum(['normal', 'high']),
  reason: z.enum(reasons),
  isRead: z.boolean(),
  snoozedUntil: instant.nullable(),
  createdAt: instant,
});
export type NotificationRow = z.output<typeof notificationRow>;

/** The caller's own notifications, newest first; with `since` only those after that number. */
export const listNotifications = contract({
  name: 'notification.list',
  input: z.object({
    since: seq.optional(),
    unreadOnly: z.boolean().default(false),
    view: z.enum(noticeViews).optional(),
    ...paging,
  }),
  output: pageOf(notificationRow).extend({
    unread: z.number(),
    mentions: z.number(),
    snoozed: z.number(),
    lastSeq: seq,
  }),
});

/** Marks everything up to this number as read; again changes nothing. What is snoozed is left alone. */
export const markNotificationsRead = contract({
  name: 'notification.mark_read',
  input: z.object({ upTo: seq }),
  output: z.object({ unread: z.number() }),
});

/** Marks some of the caller's notifications as read or unread. Ids of others change nothing. */
export const setNotificationsRead = contract({
  name: 'notification.set_read',
  input: z.object({ ids: z.array(id).min(1).max(200), isRead: z.boolean() }),
  output: z.object({ unread: z.number() }),
});

/** Puts a notification out of sight until an instant; null brings it back now. */
export const snoozeNotification = contract({
  name: 'notification.snooze',
  input: z.object({ id, until: instant.nullable() }),
  output: z.object({ unread: z.number() }),
});

/** Why the caller was told, by which ways, and what became of the mail. */
export const explainNotification = contract({
  name: 'notification.why',
  input: z.object({ id }),
  output: z.object({
    subtype,
    category: z.enum(categories),
    reason: z.enum(reasons),
    isInApp: z.boolean(),
    /** As the choices stand now; what was told went by those of its time. */
    ways: z.array(way),
    mail: z.object({
      outcome: z.enum(mailOutcomes),
      dueAt: instant.nullable(),
      history: z.array(z.object({ state: z.string(), at: instant, detail: z.string() })),
    }),
  }),
});
export type NotificationReasons = z.output<typeof explainNotification.output>;
