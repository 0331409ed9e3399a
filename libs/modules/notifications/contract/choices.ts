import { abilities, contract, instant, z } from '@kelp/kernel/contract';
import { categories, channels, subtypeNames } from '../domain/subtypes';

const subtype = z.enum(subtypeNames);
const channel = z.enum(channels);

/** A way as it stands for one person: whether it is on, who decided that, and whether the person may. */
export const way = z.object({
  channel,
  isOn: z.boolean(),
  decidedBy: z.enum(['program', 'workspace', 'person']),
  mayChoose: z.boolean(),
});

const preference = z.object({ subtype, channel, isOn: z.boolean() });
const shownPreference = way.extend({ subtype, category: z.enum(categories) });
export type NotificationPreference = z.output<typeof shownPreference>;

export const getNotificationPreferences = contract({
  name: 'notification.preferences.get',
  input: z.object({}),
  output: z.object({ preferences: z.array(shownPreference) }),
});

/** Turns one kind on or off for one way. Refused for what the workspace or the program has locked. */
export const setNotificationPreference = contract({
  name: 'notification.preferences.set',
  input: preference,
  output: z.object({ preferences: z.array(shownPreference) }),
});

const minuteOfDay = z.number().int().min(0, 'Give a time of day.').max(1_439, 'Give a time of day.');
const weekdayName = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
const habits = {
  isQuiet: z.boolean(),
  /** Minutes of the day on the wall of the person's zone. */
  quietFrom: minuteOfDay,
  quietUntil: minuteOfDay,
  quietDays: z.array(weekdayName).max(7),
  letsUrgent: z.boolean(),
  pausedUntil: instant.nullable(),
  /** Of notices and mails; null for that of the profile or the workspace. */
  locale: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'Give a language such as en or de.')
    .nullable(),
};

export const getNotificationHabits = contract({
  name: 'notification.habits.get',
  input: z.object({}),
  output: z.object({
    ...habits,
    zone: z.string(),
    languages: z.array(z.string()),
    /** Until when mail waits as things are now. */
    quietNow: instant.nullable(),
    waiting: z.number(),
    version: z.number().nullable(),
  }),
});
export type NotificationHabits = z.output<typeof getNotificationHabits.output>;

/** When and in which language the caller is told. Mail that waits goes by the new choice at once. */
export const saveNotificationHabits = contract({
  name: 'notification.habits.save',
  input: z.object({ ...habits, version: z.number().int().nullable() }),
  output: z.object({ version: z.number() }),
});

const ruleMode = z.enum(['on', 'off', 'off_by_default', 'locked']);
const kindRule = z.object({ subtype, category: z.enum(categories), channel, mode: ruleMode, isFixed: z.boolean() });
export type KindRule = z.output<typeof kindRule>;

/** What the workspace has decided about notices. */
export const getNotificationRules = contract({
  name: 'notification.rules.get',
  input: z.object({}),
  output: z.object({
    isMailOn: z.boolean(),
    foldMinutes: z.number(),
    groups: z.array(z.object({ category: z.enum(categories), isOn: z.boolean(), isFixed: z.boolean() })),
    kinds: z.array(kindRule),
    abilities,
  }),
});
export type NotificationRules = z.output<typeof getNotificationRules.output>;

/** Decides for a kind by one way, or (channel `all`, on or off) for a group. */
export const setNotificationRule = contract({
  name: 'notification.rules.set',
  input: z.object({
    name: z.union([subtype, z.enum(categories)]),
    channel: z.enum([...channels, 'all']),
    mode: ruleMode,
  }),
  output: z.object({}),
});

export const saveNotificationSettings = contract({
  name: 'notification.settings.save',
  input: z.object({ isMailOn: z.boolean(), foldMinutes: z.number().int() }),
  output: z.object({}),
});
