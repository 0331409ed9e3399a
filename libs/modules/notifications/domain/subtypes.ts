/** The groups in which people and workspaces choose what is told. A group that is off silences all its kinds. */
export const categories = ['ticket', 'sla', 'time', 'invoice', 'security', 'system', 'portal'] as const;
export type Category = (typeof categories)[number];

export type NotificationChannel = 'in_app' | 'email';
export const channels = ['in_app', 'email'] as const;

interface SubtypeFacts {
  category: Category;
  /** What is urgent passes quiet hours, when the person lets it, and never waits to be folded with others. */
  priority: 'normal' | 'high';
  channels: readonly NotificationChannel[];
  /** The ways that are off until somebody turns them on. */
  offAtFirst?: readonly NotificationChannel[];
  /** Nobody can turn it off. */
  isLocked?: true;
  /** Told to people of clients, in the portal; every other kind is for staff. */
  audience?: 'client';
  /** Its mail is one of the ticket's own thread: here only is chosen who gets it. */
  isThreadMail?: true;
}

const both = ['in_app', 'email'] as const;

/** What people can be told about, and by which ways. */
export const subtypes = {
  'ticket.assigned': { category: 'ticket', priority: 'normal', channels: both },
  'ticket.unassigned': { category: 'ticket', priority: 'normal', channels: ['in_app'] },
  'ticket.commented': { category: 'ticket', priority: 'normal', channels: both },
  'ticket.mentioned': { category: 'ticket', priority: 'normal', channels: both },
  'ticket.updated': { category: 'ticket', priority: 'normal', channels: both, offAtFirst: ['email'] },
  'ticket.closed': { category: 'ticket', priority: 'normal', channels: both, offAtFirst: ['email'] },
  'ticket.reopened': { category: 'ticket', priority: 'normal', channels: both },
  'ticket.reminded': { category: 'ticket', priority: 'normal', channels: both },
  'survey.low': { category: 'ticket', priority: 'normal', channels: both },
  'service_request.unattended': { category: 'ticket', priority: 'normal', channels: both },
  'ticket.reply_stopped': { category: 'ticket', priority: 'high', channels: both },
  'sla.threshold_crossed': { category: 'sla', priority: 'high', channels: both },
  'sla.escalated': { category: 'sla', priority: 'high', channels: both },
  'sla.breached': { category: 'sla', priority: 'high', channels: both },
  'time_entry.submitted': { category: 'time', priority: 'normal', channels: both, offAtFirst: ['email'] },
  'time_entry.approved': { category: 'time', priority: 'normal', channels: both, offAtFirst: ['email'] },
  'time_entry.changes_requested': { category: 'time', priority: 'normal', channels: both },
  'time_sheet.late': { category: 'time', priority: 'normal', channels: both },
  'invoice.generated': { category: 'invoice', priority: 'normal', channels: both },
  'invoice.paid': { category: 'invoice', priority: 'normal', channels: both, offAtFirst: ['email'] },
  'purchase_order.reached': { category: 'invoice', priority: 'normal', channels: both },
  'project.budget_reached': { category: 'invoice', priority: 'normal', channels: both },
  'invoice.overdue': { category: 'invoice', priority: 'normal', channels: both },
  'webhook.paused': { category: 'system', priority: 'high', channels: both },
  'workspace.archive_ready': { category: 'system', priority: 'normal', channels: both },
  'portal.replied': { category: 'portal', priority: 'normal', channels: both, audience: 'client', isThreadMail: true },
  'portal.colleague_replied': {
    ...{ category: 'portal', priority: 'normal', channels: both, audience: 'client', isThreadMail: true },
  },
  'portal.closing': { category: 'portal', priority: 'normal', channels: both, audience: 'client', isThreadMail: true },
  'portal.status_changed': {
    ...{ category: 'portal', priority: 'normal', channels: both, offAtFirst: ['email'], audience: 'client' },
  },
  'portal.request_waiting': { category: 'portal', priority: 'normal', channels: both, audience: 'client' },
  'portal.request_decided': { category: 'portal', priority: 'normal', channels: both, audience: 'client' },
  'portal.invoice_sent': { category: 'portal', priority: 'normal', channels: ['in_app'], audience: 'client' },
  'security.password_changed': { category: 'security', priority: 'high', channels: ['in_app'], isLocked: true },
  'security.archive_requested': { category: 'security', priority: 'high', channels: both, isLocked: true },
} as const satisfies Record<string, SubtypeFacts>;

export type Subtype = keyof typeof subtypes;

export const subtypeNames = Object.keys(subtypes) as [Subtype, ...Subtype[]];

export const factsOf = (subtype: Subtype): SubtypeFacts => subtypes[subtype];

/** For whom a kind is. */
export const audienceOf = (subtype: Subtype): 'client' | 'internal' => factsOf(subtype).audience ?? 'internal';

/** Whether this kind can be told by this way at all. */
export const offers = (subtype: Subtype, channel: NotificationChannel): boolean =>
  factsOf(subtype).channels.includes(channel);

/** What ties a person to what they are told. */
export const reasons = [
  'assignee',
  'follower',
  'mentioned',
  'dispatcher',
  'manager',
  'board_manager',
  'team',
  'named',
  'author',
  'reminder',
  'own_time',
  'approver',
  'finance',
  'own_account',
  'administrator',
  'participant',
  'invoice_reader',
  'request_approver',
  'own_request',
  'unknown',
] as const;
export type Reason = (typeof reasons)[number];
