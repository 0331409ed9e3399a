/** What people can be told about; `channels` are those offered, all on unless the person turns one off. */
export const subtypes = {
  'ticket.assigned': { priority: 'normal', channels: ['in_app', 'email'] },
  'ticket.commented': { priority: 'normal', channels: ['in_app', 'email'] },
  'ticket.mentioned': { priority: 'normal', channels: ['in_app', 'email'] },
  'ticket.reply_stopped': { priority: 'high', channels: ['in_app', 'email'] },
  'ticket.unassigned': { priority: 'normal', channels: ['in_app'] },
  'sla.threshold_crossed': { priority: 'high', channels: ['in_app', 'email'] },
  'sla.breached': { priority: 'high', channels: ['in_app', 'email'] },
  'time_entry.changes_requested': { priority: 'normal', channels: ['in_app', 'email'] },
} as const;

export type Subtype = keyof typeof subtypes;
export type NotificationChannel = 'in_app' | 'email';

export const subtypeNames = Object.keys(subtypes) as [Subtype, ...Subtype[]];

/** Whether this kind can be told by this way at all. */
export const offers = (subtype: Subtype, channel: NotificationChannel): boolean =>
  (subtypes[subtype].channels as readonly NotificationChannel[]).includes(channel);
