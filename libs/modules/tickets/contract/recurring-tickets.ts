import { contract, idOf, instant, lineOfText, localDate, longText, z } from '@kelp/kernel/contract';

const wall = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Write date and time like 2025-01-31T09:00.');
const assignment = z.enum(['template', 'person', 'team', 'people']);
const closedDays = z.enum(['keep', 'skip', 'next_open_day']);
const catchUp = z.enum(['none', 'last', 'all']);

/** When it repeats: an RFC 5545 rule on the wall of a zone. */
const times = {
  rule: z.string().max(500, 'A rule has at most 500 characters.'),
  zone: z.string().max(64),
  startsAtWall: wall,
  endsOn: localDate.nullish(),
  closedDays,
};

/** What is opened, for whom and by whom it is done. */
const work = {
  title: lineOfText(300),
  description: longText(200_000).optional(),
  templateId: idOf('ticket template').nullish(),
  boardId: idOf('board').nullish(),
  priorityId: idOf('priority').nullish(),
  clientId: idOf('client').nullish(),
  contactId: idOf('contact').nullish(),
  assignment,
  assignedTo: idOf('user').nullish(),
  teamId: idOf('team').nullish(),
  /** Who takes turns, in this order. */
  personIds: z.array(idOf('user')).max(50).optional(),
};

const instanceChange = z.union([
  z.object({ original: wall, kind: z.literal('cancelled') }),
  z.object({ original: wall, kind: z.literal('moved'), to: wall }),
]);

const reference = z.object({ id: z.uuid(), name: z.string() });
export const recurringTicketRow = z.object({
  id: z.uuid(),
  name: z.string(),
  title: z.string(),
  description: z.string(),
  template: reference.nullable(),
  boardId: z.uuid().nullable(),
  priorityId: z.uuid().nullable(),
  client: reference.nullable(),
  contact: reference.nullable(),
  assignment,
  assignedTo: z.uuid().nullable(),
  teamId: z.uuid().nullable(),
  personIds: z.array(z.uuid()),
  rule: z.string(),
  zone: z.string(),
  startsAtWall: z.string(),
  endsOn: localDate.nullable(),
  changes: z.array(instanceChange),
  closedDays,
  catchUp,
  isPaused: z.boolean(),
  /** The next ticket; null when paused or ended. */
  nextAt: instant.nullable(),
  version: z.number(),
});
export type RecurringTicketRow = z.output<typeof recurringTicketRow>;

export const listRecurringTickets = contract({
  name: 'recurring_ticket.list',
  input: z.object({}),
  output: z.object({ rows: z.array(recurringTicketRow) }),
});

export const getRecurringTicket = contract({
  name: 'recurring_ticket.get',
  input: z.object({ id: idOf('recurring ticket') }),
  output: recurringTicketRow.extend({
    /** What became of the latest occurrences, newest first. */
    runs: z.array(
      z.object({
        originalStart: z.string(),
        dueAt: instant,
        outcome: z.enum(['created', 'missed', 'failed']),
        ticket: z.object({ id: z.uuid(), number: z.string() }).nullable(),
        reason: z.string().nullable(),
      }),
    ),
  }),
});

export const createRecurringTicket = contract({
  name: 'recurring_ticket.create',
  input: z.object({ name: lineOfText(), ...work, ...times, catchUp: catchUp.default('last') }),
  output: z.object({ id: z.uuid() }),
});

export const updateRecurringTicket = contract({
  name: 'recurring_ticket.update',
  input: z.object({
    id: idOf('recurring ticket'),
    version: z.number().int().optional(),
    name: lineOfText().optional(),
    ...z.object({ ...work, ...times, catchUp }).partial().shape,
    isPaused: z.boolean().optional(),
    /** Instances that differ from the rule: cancelled, or moved to another time. */
    changes: z.array(instanceChange).max(500).optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const deleteRecurringTicket = contract({
  name: 'recurring_ticket.delete',
  input: z.object({ id: idOf('recurring ticket') }),
  output: z.object({ id: z.uuid() }),
});

/** The next five tickets that this would open, and what closed days leave out or shift. Changes nothing. */
export const previewRecurrence = contract({
  name: 'recurring_ticket.preview',
  input: z.object({ ...times, changes: z.array(instanceChange).max(500).optional() }),
  output: z.object({
    dates: z.array(
      z.object({
        original: z.string(),
        wall: z.string(),
        at: instant,
        what: z.enum(['opens', 'skipped', 'shifted', 'moved']),
      }),
    ),
    /** Whether the workspace has business hours that say which days are closed. */
    knowsClosedDays: z.boolean(),
  }),
});
