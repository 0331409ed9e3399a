import { bareTenantColumns, bigint, boolean, instant, tenantColumns, text, uuid } from '@kelp/platform/db';

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
    /** True while its mail waits to be folded with others of the same ticket. */
    isMailWaiting: boolean().withDefault(),
    readAt: instant().orNull(),
    eventId: uuid(),
  },
  { isAudited: false },
);

export const notificationCounters = bareTenantColumns(
  'notification_counters',
  { userId: uuid(), lastSeq: bigint().withDefault() },
  { isAudited: false },
);

export type Channel = 'in_app' | 'email';

export const notificationPreferences = bareTenantColumns('notification_preferences', {
  userId: uuid(),
  subtype: text(),
  channel: text<Channel>(),
  isOn: boolean(),
});
