import {
  abilities,
  contract,
  idOf,
  instant,
  lineOfText,
  longText,
  pageOf,
  paging,
  storedFile,
  z,
} from '@kelp/kernel/contract';
import { commentCard } from './comment-card';
import { customInput, customValues } from '@kelp/fields/contract';
import { tagChip, tagSet } from '@kelp/tags/contract';
import { ticketFilter } from './queue-filter';

/** A count that stopped at a cap: `isCapped` when there are more. */
export const cappedCount = z.object({ count: z.number(), isCapped: z.boolean() });

const reference = z.object({ id: z.uuid(), name: z.string() });
const responseState = z.enum(['none', 'awaiting_us', 'awaiting_client']);
const origin = z.enum(['internal', 'portal', 'email', 'api']);

export const ticketRow = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  client: reference.nullable(),
  contact: reference.nullable(),
  board: reference,
  status: reference.extend({ isClosed: z.boolean() }),
  priority: reference.extend({ color: z.string(), position: z.number() }),
  assignee: reference.nullable(),
  responseState,
  isClosed: z.boolean(),
  tags: z.array(tagChip),
  /** Custom fields in words, by key: those that were asked for and are filled. */
  fields: z.record(z.string(), z.string()).optional(),
  createdAt: instant,
  lastActivityAt: instant,
  version: z.number(),
  /** The master of the bundle that it is in. */
  master: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  /** What hangs on this master; null for any other ticket. */
  bundle: z.object({ childCount: z.number(), clientCount: z.number() }).nullable(),
  mergedInto: z.object({ id: z.uuid(), number: z.string() }).nullable(),
});
export type TicketRow = z.output<typeof ticketRow>;

/** Keys of custom fields whose values the rows shall carry. */
export const wantedFields = z.array(z.string().max(40)).max(30);

export const namedSort = z.enum(['activity', 'created', 'priority', 'number', 'due', 'client', 'assignee']);
export type NamedSort = z.output<typeof namedSort>;
/** A custom field's name as columns, filters and sorts have it. */
export const fieldReference = z.string().regex(/^field\.[a-z][a-z0-9_]{0,39}$/);
/** What a list is ordered by: one of the ticket's own values, or a custom field; tickets without a value come last. */
export const ticketSort = z.union([namedSort, fieldReference], {
  error: `Sort by ${namedSort.options.join(', ')} or by a custom field such as field.warranty_until.`,
});
export type TicketSort = z.output<typeof ticketSort>;

/** Where a page of tickets goes on; long where they are ordered by a text of a custom field. */
export const ticketsAfter = z.string().max(8000).optional();

export const listTickets = contract({
  name: 'ticket.list',
  input: z.object({
    /** What the tickets have in common, as in an address: `assignee=me&board=<id>,<id>&created=last:7d`. Open ones unless it names a state. */
    filter: ticketFilter.optional(),
    // The most wanted conditions once more, one by one, for callers that build no filter.
    search: z.string().max(200).optional(),
    boardId: idOf('board').optional(),
    clientId: idOf('client').optional(),
    statusId: idOf('status').optional(),
    priorityId: idOf('priority').optional(),
    assignee: z.union([z.literal('me'), z.literal('nobody'), z.uuid()]).optional(),
    state: z.enum(['open', 'closed', 'all']).optional(),
    sort: ticketSort.default('activity'),
    direction: z.enum(['asc', 'desc']).default('desc'),
    ids: z.array(z.uuid()).max(200).optional(),
    /** One row for each bundle: a child whose master is in the list too is left out. */
    isBundled: z.boolean().optional(),
    fields: wantedFields.optional(),
    ...paging,
    after: ticketsAfter,
  }),
  output: pageOf(ticketRow).extend({
    /** How many fit, counted up to a cap; on the first page only. */
    openCount: cappedCount.optional(),
    /** The moment that the rows are true for; `ticket.changes` goes on from here. */
    at: instant,
  }),
});

export const getTicket = contract({
  name: 'ticket.get',
  input: z.object({
    id: idOf('ticket'),
    /** False leaves the conversation out, for screens that ask for it part by part. */
    withComments: z.boolean().optional(),
  }),
  output: ticketRow.extend({
    origin,
    contactEmail: z.string().nullable(),
    /** Where the work is. */
    location: reference.extend({ address: z.string() }).nullable(),
    team: reference.nullable(),
    agents: z.array(reference),
    type: reference.nullable(),
    category: reference.nullable(),
    subcategory: reference.nullable(),
    resolutionCode: reference.nullable(),
    dueAt: instant.nullable(),
    estimateMinutes: z.number().nullable(),
    impact: z.number().nullable(),
    urgency: z.number().nullable(),
    isPriorityOverridden: z.boolean(),
    closedAt: instant.nullable(),
    /** Its number in the system that it was imported from. */
    formerNumber: z.string().nullable(),
    custom: customValues,
    closeOverrideReason: z.string().nullable(),
    /** What must still be done before it may close, by the rules of its board. */
    closeBlockers: z.array(z.object({ key: z.string(), text: z.string() })),
    /** The latest fifty; older ones are given by `ticket.conversation`. */
    comments: z.array(commentCard),
    /** Everybody outside who gets a public reply. */
    recipients: z.array(z.object({ name: z.string(), address: z.string() })),
    abilities,
    upTo: z.number(),
  }),
});

/** Facts that a board manager's settings bring with them. */
const workFacts = {
  /** Where the work is: a location of the client; another client takes it away. */
  locationId: idOf('location').nullish(),
  /** Values of custom fields by key; null takes one away. */
  custom: customInput.optional(),
  /** The whole set of tags. */
  tags: tagSet.optional(),
  teamId: idOf('team').nullish(),
  /** People who work on it beside the assignee; the whole list. */
  agentIds: z.array(idOf('user')).max(20, 'At most 20 people.').optional(),
  typeId: idOf('ticket type').nullish(),
  categoryId: idOf('category').nullish(),
  /** Alone it brings its category along; another category takes it away. */
  subcategoryId: idOf('subcategory').nullish(),
  resolutionCodeId: idOf('resolution code').nullish(),
  dueAt: instant.nullish(),
  estimateMinutes: z.number().int().min(1, 'At least one minute.').max(600_000, 'At most 10,000 hours.').nullish(),
  /** On an ITIL board: true sets the priority by hand, false lets impact and urgency decide again. */
  isPriorityOverridden: z.boolean().optional(),
};

export const createTicket = contract({
  name: 'ticket.create',
  input: z.object({
    title: lineOfText(300),
    boardId: idOf('board').optional(),
    clientId: idOf('client').nullish(),
    contactId: idOf('contact').nullish(),
    priorityId: idOf('priority').optional(),
    impact: z.number().int().min(1).max(5).optional(),
    urgency: z.number().int().min(1).max(5).optional(),
    assignedTo: idOf('user').nullish(),
    ...workFacts,
    description: longText(200_000).optional(),
  }),
  output: z.object({ id: z.uuid(), number: z.string() }),
});

export const updateTicket = contract({
  name: 'ticket.update',
  input: z.object({
    id: idOf('ticket'),
    version: z.number().int().optional(),
    title: lineOfText(300).optional(),
    statusId: idOf('status').optional(),
    priorityId: idOf('priority').optional(),
    impact: z.number().int().min(1).max(5).optional(),
    urgency: z.number().int().min(1).max(5).optional(),
    assignedTo: idOf('user').nullish(),
    ...workFacts,
    clientId: idOf('client').nullish(),
    contactId: idOf('contact').nullish(),
    /** Closes although the board's close rules are not met; needs `ticket.close_override`. */
    closeOverrideReason: lineOfText(500).optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const addComment = contract({
  name: 'ticket.comment',
  input: z.object({
    ticketId: idOf('ticket'),
    visibility: z.enum(['public', 'internal']),
    text: longText(200_000).refine((text) => text.trim().length > 0, 'Write something before you send it.'),
    /** Sets the status in the same act. */
    statusId: idOf('status').optional(),
    /** Marks the comment as the resolution; one that closes the ticket in the same act is it unless false is said. */
    isResolution: z.boolean().optional(),
    closeOverrideReason: lineOfText(500).optional(),
    uploads: z.array(idOf('upload')).max(20).default([]),
    /** The comment that this one answers. */
    parentId: idOf('comment').optional(),
    /** The held reply that this comment is the sending of. */
    heldId: idOf('held reply').optional(),
    /** The person saw that the reply names another client of the bundle, and wants it so. */
    confirmsNames: z.boolean().optional(),
  }),
  output: z.object({ id: z.uuid() }),
});

export const ticketChoices = contract({
  name: 'ticket.choices',
  input: z.object({}),
  output: z.object({
    boards: z.array(
      reference.extend({
        priorityMode: z.enum(['own', 'itil']),
        isDefault: z.boolean(),
        defaultPriorityId: z.uuid().nullable(),
        defaultTeamId: z.uuid().nullable(),
        defaultAssigneeId: z.uuid().nullable(),
      }),
    ),
    statuses: z.array(
      reference.extend({ boardId: z.uuid(), isClosed: z.boolean(), isDefault: z.boolean(), pausesSla: z.boolean() }),
    ),
    priorities: z.array(reference.extend({ color: z.string(), isItil: z.boolean(), position: z.number() })),
    types: z.array(reference),
    /** Both levels; those with a parent are subcategories. */
    categories: z.array(
      reference.extend({
        boardId: z.uuid(),
        parentId: z.uuid().nullable(),
        defaultTeamId: z.uuid().nullable(),
        defaultPriorityId: z.uuid().nullable(),
      }),
    ),
    resolutionCodes: z.array(reference),
    /** Rows impact, columns urgency; the value is the place of an ITIL priority. */
    matrix: z.array(z.array(z.number())),
    people: z.array(reference),
    teams: z.array(reference),
  }),
});

export const ticketHistory = contract({
  name: 'ticket.history',
  input: z.object({ id: idOf('ticket') }),
  output: z.object({
    entries: z.array(
      z.object({
        id: z.uuid(),
        at: instant,
        actorName: z.string(),
        door: z.string(),
        action: z.string(),
        /** The number of the master whose change flowed here. */
        byBundleOf: z.string().nullable(),
        /** `label`: the words for a field that the workspace made. */
        changes: z.array(
          z.object({
            field: z.string(),
            label: z.string().optional(),
            before: z.string().nullable(),
            after: z.string().nullable(),
          }),
        ),
      }),
    ),
  }),
});

export const getAttachment = contract({
  name: 'ticket.attachment',
  input: z.object({ id: idOf('attachment') }),
  output: storedFile,
});

/** Notes a file that the upload door has stored under this id; a comment takes it by the same id. */
export const recordUpload = contract({
  name: 'upload.record',
  input: z.object({
    id: z.uuid(),
    filename: lineOfText(255),
    contentType: lineOfText(200),
    size: z.number().int().min(1).max(26_214_400),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** Made by the door that has stored the bytes. */
    seal: z.string().max(100),
  }),
  output: z.object({ id: z.uuid() }),
});
