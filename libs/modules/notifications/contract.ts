import { abilities, contract, instant, longText, pageOf, paging, z } from '@kelp/kernel/contract';
import { subtypeNames } from './domain/subtypes';

const subtype = z.enum(subtypeNames);
const seq = z.number().int().min(0);

export const notificationRow = z.object({
  id: z.uuid(),
  seq,
  subtype,
  title: z.string(),
  body: z.string(),
  link: z.string(),
  priority: z.enum(['normal', 'high']),
  isRead: z.boolean(),
  createdAt: instant,
});
export type NotificationRow = z.output<typeof notificationRow>;

/** The caller's own notifications, newest first; with `since` only those after that number. */
export const listNotifications = contract({
  name: 'notification.list',
  input: z.object({ since: seq.optional(), unreadOnly: z.boolean().default(false), ...paging }),
  output: pageOf(notificationRow).extend({ unread: z.number(), lastSeq: seq }),
});

/** Marks everything up to this number as read; again changes nothing. */
export const markNotificationsRead = contract({
  name: 'notification.mark_read',
  input: z.object({ upTo: seq }),
  output: z.object({ unread: z.number() }),
});

const preference = z.object({ subtype, channel: z.enum(['in_app', 'email']), isOn: z.boolean() });
export type NotificationPreference = z.output<typeof preference>;

export const getNotificationPreferences = contract({
  name: 'notification.preferences.get',
  input: z.object({}),
  output: z.object({ preferences: z.array(preference) }),
});

export const setNotificationPreference = contract({
  name: 'notification.preferences.set',
  input: preference,
  output: z.object({ preferences: z.array(preference) }),
});

const emailName = z.string().max(100);
const locale = z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'Give a language such as en or de.');
const template = {
  subject: z.string().trim().min(1, 'Give a subject.').max(300),
  html: longText(200_000).refine((text) => text.trim() !== '', 'Give the mail a text.'),
  text: longText(200_000).refine((text) => text.trim() !== '', 'Give the mail a plain text for readers without HTML.'),
};

export const emailTemplateRow = z.object({
  name: z.string(),
  audience: z.enum(['client', 'internal']),
  subject: z.string(),
  /** The languages in which this workspace has its own text. */
  ownLocales: z.array(z.string()),
});
export type EmailTemplateRow = z.output<typeof emailTemplateRow>;

export const listEmailTemplates = contract({
  name: 'email_template.list',
  input: z.object({}),
  output: z.object({ rows: z.array(emailTemplateRow) }),
});

const templateText = z.object({ subject: z.string(), html: z.string(), text: z.string() });

export const getEmailTemplate = contract({
  name: 'email_template.get',
  input: z.object({ name: emailName, locale: locale.default('en') }),
  output: z.object({
    name: z.string(),
    locale: z.string(),
    audience: z.enum(['client', 'internal']),
    variables: z.array(z.string()),
    shipped: templateText,
    own: templateText.extend({ version: z.number() }).nullable(),
    abilities,
  }),
});

export const previewEmailTemplate = contract({
  name: 'email_template.preview',
  input: z.object({ name: emailName, ...template }),
  output: templateText,
});

export const saveEmailTemplate = contract({
  name: 'email_template.save',
  input: z.object({ name: emailName, locale: locale.default('en'), version: z.number().int().optional(), ...template }),
  output: z.object({ version: z.number() }),
});

/** Goes back to the shipped text. */
export const resetEmailTemplate = contract({
  name: 'email_template.reset',
  input: z.object({ name: emailName, locale: locale.default('en') }),
  output: z.object({ wasOwn: z.boolean() }),
});
