import { contract, idOf, instant, lineOfText, localDate, z } from '@kelp/kernel/contract';

const reference = z.object({ id: z.uuid(), name: z.string() });

/** The groups that everybody has. An item that nobody placed falls into one of them by what it is and when it is due. */
export const shippedGroup = z.enum(['today', 'week', 'later', 'waiting']);
export type ShippedGroup = z.output<typeof shippedGroup>;

/** Names an item of the list: what kind it is, and the id of its source. */
export const itemKind = z.string().regex(/^[a-z_]{1,40}$/, 'Name the kind of item, such as ticket.');
const itemKey = { kind: itemKind, id: idOf('activity') };

/** What a screen may offer for an item. */
export const workAct = z.enum(['finish', 'status', 'priority', 'assign', 'log', 'convert', 'edit']);
export type WorkAct = z.output<typeof workAct>;

/** What a source says about one thing to do. Names and words are those of the source; order and groups are made here. */
export const workItem = z.object({
  kind: itemKind,
  id: z.uuid(),
  title: z.string(),
  /** A path of this program; null for what has no page. */
  href: z.string().nullable(),
  number: z.string().nullable(),
  /** A line more: what was said, how much waits. */
  note: z.string().nullable(),
  client: reference.nullable(),
  status: reference.extend({ tone: z.enum(['info', 'progress', 'waiting']) }).nullable(),
  /** `level` from 1, the most urgent, to 5; `position` is its place among all. */
  priority: reference.extend({ level: z.number().int().min(1).max(5), position: z.number() }).nullable(),
  dueAt: instant.nullable(),
  /** A due date without a time. */
  dueOn: localDate.nullable(),
  /** When a service level is broken; snoozing ends there. */
  promisedAt: instant.nullable(),
  turn: z.enum(['us', 'client']).nullable(),
  /** When the client wrote last; snoozing ends there too. */
  wokeAt: instant.nullable(),
  since: instant,
  acts: z.array(workAct),
  version: z.number().nullable(),
});
export type WorkItem = z.output<typeof workItem>;

/** Why an item stands where it stands. */
export const workReason = z.enum(['breached', 'overdue', 'soon', 'us', 'today', 'hands', 'client']);
export type WorkReason = z.output<typeof workReason>;

export const workRow = workItem.extend({
  /** A shipped key or the id of an own group. */
  group: z.string(),
  reason: workReason,
  /** It stands where the person put it. */
  isPlaced: z.boolean(),
});
export type WorkRow = z.output<typeof workRow>;

const workGroup = z.object({
  key: z.string(),
  /** Null for shipped ones. */
  name: z.string().nullable(),
  isCollapsed: z.boolean(),
});
export type WorkGroup = z.output<typeof workGroup>;

export const listActivities = contract({
  name: 'activity.list',
  input: z.object({
    /** A colleague's list, without what is private to them. One's own without it. */
    userId: idOf('user').optional(),
  }),
  output: z.object({
    /** In the order in which to do them, group by group. */
    rows: z.array(workRow),
    /** The list has no further pages. */
    next: z.null(),
    groups: z.array(workGroup),
    /** Out of sight; they come back at `until` at the latest. */
    snoozed: z.array(workItem.extend({ until: instant })),
    person: reference,
    /** Some source had more to say than a list can hold. */
    isCapped: z.boolean(),
    doneToday: z.number(),
    /** When the list changes by the clock alone. */
    nextAt: instant.nullable(),
    upTo: z.number(),
  }),
});
export type WorkList = z.output<typeof listActivities.output>;

export const listColleagues = contract({
  name: 'activity.colleagues',
  input: z.object({}),
  output: z.object({ people: z.array(reference) }),
});

export const createToDo = contract({
  name: 'activity.create_to_do',
  input: z.object({
    /** As typed: `call Amy tomorrow 3pm`. */
    text: lineOfText(300),
    /** False keeps words such as "tomorrow" in the title. */
    readsDate: z.boolean().default(true),
  }),
  output: z.object({
    id: z.uuid(),
    title: z.string(),
    dueOn: localDate.nullable(),
    dueAt: instant.nullable(),
    version: z.number(),
  }),
});

export const updateToDo = contract({
  name: 'activity.update_to_do',
  input: z.object({
    id: idOf('to-do'),
    version: z.number().int(),
    title: lineOfText(300).optional(),
    /** Null takes the date away, and the time with it. */
    dueOn: localDate.nullish(),
    /** Minutes from local midnight; null: any time of the day. */
    dueMinute: z.number().int().min(0).max(1439).nullish(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const deleteToDo = contract({
  name: 'activity.delete_to_do',
  input: z.object({ id: idOf('to-do'), version: z.number().int() }),
  output: z.object({ id: z.uuid() }),
});

/** Done with it: a to-do, or what only wanted to be seen. A ticket is finished by closing it. */
export const finishActivity = contract({
  name: 'activity.finish',
  input: z.object(itemKey),
  output: z.object({ kind: z.string(), id: z.uuid() }),
});
export const reopenActivity = contract({
  name: 'activity.reopen',
  input: z.object(itemKey),
  output: z.object({ kind: z.string(), id: z.uuid() }),
});

export const snoozePreset = z.enum(['later_today', 'tomorrow', 'next_week']);
export type SnoozePreset = z.output<typeof snoozePreset>;

/** Exactly one of `preset`, `on` and `until`; none of them takes the snooze back. */
export const snoozeActivity = contract({
  name: 'activity.snooze',
  input: z.object({
    ...itemKey,
    preset: snoozePreset.optional(),
    /** The morning of a day. */
    on: localDate.optional(),
    until: instant.optional(),
  }),
  output: z.object({
    until: instant.nullable(),
    /** When it is back at the latest: earlier than `until` when a promise falls due before. */
    backAt: instant.nullable(),
  }),
});

const groupKey = z.union([shippedGroup, idOf('activity group')]);

/** Puts items at the head of a group in this order; `group` null gives them back to the place that the rules say. */
export const placeActivities = contract({
  name: 'activity.place',
  input: z.object({
    group: groupKey.nullable(),
    items: z
      .array(z.object({ kind: itemKind, id: z.uuid() }))
      .min(1, 'Choose what to move.')
      .max(300, 'At most 300 at once.'),
  }),
  output: z.object({ placed: z.number() }),
});

export const createActivityGroup = contract({
  name: 'activity_group.create',
  input: z.object({ name: lineOfText(60) }),
  output: z.object({ id: z.uuid(), name: z.string() }),
});
export const updateActivityGroup = contract({
  name: 'activity_group.update',
  input: z.object({
    id: groupKey,
    /** Shipped groups keep their names. */
    name: lineOfText(60).optional(),
    isCollapsed: z.boolean().optional(),
  }),
  output: z.object({ key: z.string() }),
});
/** The order of the groups from the top; those left out follow as they were. */
export const orderActivityGroups = contract({
  name: 'activity_group.order',
  input: z.object({ groups: z.array(groupKey).min(1).max(60) }),
  output: z.object({ groups: z.array(z.string()) }),
});
/** Its items go back to the place that the rules say. */
export const deleteActivityGroup = contract({
  name: 'activity_group.delete',
  input: z.object({ id: idOf('activity group') }),
  output: z.object({ id: z.uuid() }),
});
