import {
  bareTenantColumns,
  bigint,
  boolean,
  instant,
  integer,
  tenantColumns,
  text,
  textList,
  uuid,
} from '@kelp/platform/db';
import type { Weekday } from '@kelp/std';
import type { MailOutcome } from './domain/mail-outcomes';
import type { NotificationChannel, Reason } from './domain/subtypes';
import type { RuleMode } from './domain/ways';

export const notifications = tenantColumns(
  'notifications',
  {
    userId: uuid(),
    /** Counts up per person, so that a screen can ask for what came since. */
    seq: bigint(),
    subtype: text(),
    title: text(),
    body: text().withDefault(),
    /** A path of this program. */
    link: text(),
    ticketId: uuid().orNull(),
    priority: text<'normal' | 'high'>().withDefault(),
    /** False when the person wants this kind by mail only; the row then stands for the mail. */
    isInApp: boolean().withDefault(),
    /** True while its mail waits to be folded with others. */
    isMailWaiting: boolean().withDefault(),
    readAt: instant().orNull(),
    eventId: uuid(),
    reason: text<Reason>().withDefault(),
    /** What became of its mail, or why it waits. */
    mailOutcome: text<MailOutcome>().withDefault(),
    mailDueAt: instant().orNull(),
    emailId: uuid().orNull(),
    /** Out of sight until then; it comes back unread, as the newest. */
    snoozedUntil: instant().orNull(),
    /** Unread notices with the same key are one: the newest words stand. */
    collapseKey: text().orNull(),
  },
  { isAudited: false, noun: 'notification' },
);

export const notificationCounters = bareTenantColumns(
  'notification_counters',
  { userId: uuid(), lastSeq: bigint().withDefault() },
  { isAudited: false },
);

export const notificationPreferences = bareTenantColumns('notification_preferences', {
  userId: uuid(),
  subtype: text(),
  channel: text<NotificationChannel>(),
  isOn: boolean(),
});

/** What a workspace has decided for a group or a kind; without a row people choose. */
export const notificationRules = tenantColumns(
  'notification_rules',
  { name: text(), channel: text<NotificationChannel | 'all'>(), mode: text<RuleMode>() },
  { noun: 'rule of notices' },
);

/** When and in which language one person is told; minutes on the wall of their own zone. */
export const notificationHabits = tenantColumns(
  'notification_habits',
  {
    userId: uuid(),
    isQuiet: boolean().withDefault(),
    quietFrom: integer().withDefault(),
    quietUntil: integer().withDefault(),
    quietDays: textList<Weekday>().withDefault(),
    letsUrgent: boolean().withDefault(),
    pausedUntil: instant().orNull(),
    locale: text().orNull(),
  },
  { noun: 'choice of quiet hours' },
);

/** Every text of a mail that a workspace has saved; written once. */
export const emailTemplateVersions = bareTenantColumns('email_template_versions', {
  name: text(),
  locale: text(),
  number: integer(),
  subject: text(),
  html: text(),
  text: text(),
  savedAt: instant(),
  savedBy: uuid().orNull(),
  savedByName: text().withDefault(),
});
