import { abilities, contract, idOf, lineOfText, pageOf, z } from '@kelp/kernel/contract';
import { requiredFields } from '../domain/required-fields';

const reference = z.object({ id: z.uuid(), name: z.string() });
const priorityMode = z.enum(['own', 'itil']);
const position = z.number().int();
const color = z.string().regex(/^#[0-9A-Fa-f]{6}$/, 'Give a colour such as #F59E0B.');
const name = lineOfText(80);
const version = z.number().int().optional();
/** How many tickets use an entry: what its removal asks about. */
const ticketCount = z.number();

/** What leaves a list, and what its tickets get instead; null when none uses it. */
const removalOf = (noun: string) =>
  z
    .array(z.object({ id: idOf(noun), replacementId: idOf(noun).nullish() }))
    .max(200)
    .default([]);

const reopenHours = z.number().int().min(0, 'Zero or more hours.').max(87_600, 'At most ten years.');

export const boardRow = reference.extend({
  priorityMode,
  position,
  isActive: z.boolean(),
  isDefault: z.boolean(),
  manager: reference.nullable(),
  openCount: z.number(),
  version: z.number(),
});
export type BoardRow = z.output<typeof boardRow>;

export const listBoards = contract({
  name: 'board.list',
  input: z.object({}),
  output: pageOf(boardRow).extend({ abilities }),
});

const statusFields = {
  name,
  portalLabel: lineOfText(80),
  isClosed: z.boolean(),
  isDefault: z.boolean(),
  pausesSla: z.boolean(),
};

const categoryFields = {
  name,
  defaultTeamId: idOf('team').nullish(),
  defaultPriorityId: idOf('priority').nullish(),
};

export const closeRules = z.object({
  needsResolution: z.boolean(),
  needsTime: z.boolean(),
  needsChecklist: z.boolean(),
  needsChildrenClosed: z.boolean(),
  requiredFields: z.array(z.enum(requiredFields)).max(requiredFields.length),
});

const autoCloseRule = z.object({
  statusId: idOf('status'),
  closeStatusId: idOf('closed status'),
  idleDays: z.number().int().min(1, 'At least one day.').max(365, 'At most 365 days.'),
  warnDays: z.number().int().min(1, 'At least one day before.').max(30, 'At most 30 days before.').nullish(),
});
export type AutoCloseRuleInput = z.input<typeof autoCloseRule>;

const kept = { id: z.uuid(), version: z.number(), ticketCount };

export const getBoard = contract({
  name: 'board.get',
  input: z.object({ id: idOf('board') }),
  output: boardRow.extend({
    reopenHours: z.number(),
    managerId: z.uuid().nullable(),
    defaultAssigneeId: z.uuid().nullable(),
    defaultTeamId: z.uuid().nullable(),
    defaultPriorityId: z.uuid().nullable(),
    statuses: z.array(z.object({ ...statusFields, ...kept })),
    categories: z.array(
      z.object({
        ...kept,
        name: z.string(),
        parentId: z.uuid().nullable(),
        defaultTeamId: z.uuid().nullable(),
        defaultPriorityId: z.uuid().nullable(),
      }),
    ),
    closeRules,
    autoCloseRules: z.array(autoCloseRule),
    abilities,
  }),
});

const boardFields = {
  managerId: idOf('user').nullish(),
  defaultAssigneeId: idOf('user').nullish(),
  defaultTeamId: idOf('team').nullish(),
  /** Own priorities only; an ITIL board works its priorities out. */
  defaultPriorityId: idOf('priority').nullish(),
};

export const createBoard = contract({
  name: 'board.create',
  input: z.object({
    name,
    priorityMode: priorityMode.default('own'),
    /** The shipped categories it starts with. */
    categories: z.enum(['none', 'msp', 'itil']).default('none'),
    reopenHours: reopenHours.optional(),
    ...boardFields,
  }),
  output: z.object({ id: z.uuid() }),
});

export const updateBoard = contract({
  name: 'board.update',
  input: z.object({
    id: idOf('board'),
    version,
    name: name.optional(),
    priorityMode: priorityMode.optional(),
    isActive: z.boolean().optional(),
    reopenHours: reopenHours.optional(),
    ...boardFields,
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

/** All boards in their order; the first active one is the workspace's default. */
export const reorderBoards = contract({
  name: 'board.reorder',
  input: z.object({ ids: z.array(idOf('board')).min(1).max(200) }),
  output: z.object({}),
});

/** The statuses of a board as a whole, in their order: new ones have no id, what is missing must stand among the removed. */
export const saveStatuses = contract({
  name: 'board.save_statuses',
  input: z.object({
    id: idOf('board'),
    statuses: z
      .array(z.object({ id: idOf('status').optional(), version, ...statusFields }))
      .min(2)
      .max(60),
    removed: removalOf('status'),
  }),
  output: z.object({ movedTickets: z.number() }),
});

/** The categories of a board as a whole, in their order, two levels. */
export const saveCategories = contract({
  name: 'board.save_categories',
  input: z.object({
    id: idOf('board'),
    categories: z
      .array(
        z.object({
          id: idOf('category').optional(),
          version,
          ...categoryFields,
          children: z
            .array(z.object({ id: idOf('subcategory').optional(), version, ...categoryFields }))
            .max(60)
            .default([]),
        }),
      )
      .max(100),
    /** A category is replaced by a category, a subcategory by one of the same category; without a replacement tickets lose it. */
    removed: z
      .array(z.object({ id: z.uuid(), replacementId: z.uuid().nullish() }))
      .max(500)
      .default([]),
  }),
  output: z.object({ movedTickets: z.number() }),
});

export const saveCloseRules = contract({
  name: 'board.save_close_rules',
  input: z.object({ id: idOf('board'), rules: closeRules }),
  output: z.object({}),
});

const autoCloseRules = z.array(autoCloseRule).max(60);

export const saveAutoClose = contract({
  name: 'board.save_auto_close',
  input: z.object({ id: idOf('board'), rules: autoCloseRules }),
  output: z.object({}),
});

/** What these rules would do if they ran now, before they are saved; one answer a rule, in their order. */
export const previewAutoClose = contract({
  name: 'board.preview_auto_close',
  input: z.object({ id: idOf('board'), rules: autoCloseRules }),
  output: z.object({
    rules: z.array(z.object({ wouldClose: z.number(), wouldWarn: z.number(), resting: z.number() })),
  }),
});

const listEntry = z.object({ ...kept, name: z.string() });

/** The lists that hold for all boards, with how many tickets use each entry. */
export const getTicketLists = contract({
  name: 'ticket_settings.lists',
  input: z.object({}),
  output: z.object({
    priorities: z.array(listEntry.extend({ color: z.string(), isItil: z.boolean() })),
    types: z.array(listEntry),
    resolutionCodes: z.array(listEntry),
    matrix: z.array(z.array(z.number())),
    abilities,
  }),
});

/** The workspace's own priorities as a whole, the highest first; of the five ITIL ones name and colour only. */
export const savePriorities = contract({
  name: 'ticket_settings.save_priorities',
  input: z.object({
    own: z
      .array(z.object({ id: idOf('priority').optional(), version, name, color }))
      .min(1)
      .max(20),
    itil: z
      .array(z.object({ id: idOf('ITIL priority'), version, name, color }))
      .length(5)
      .optional(),
    removed: removalOf('priority'),
  }),
  output: z.object({ movedTickets: z.number() }),
});

export const saveMatrix = contract({
  name: 'ticket_settings.save_matrix',
  input: z.object({ matrix: z.array(z.array(z.number().int().min(1).max(5)).length(5)).length(5) }),
  output: z.object({}),
});

const namedList = (noun: string) => ({
  input: z.object({
    items: z.array(z.object({ id: idOf(noun).optional(), version, name })).max(60),
    removed: removalOf(noun),
  }),
  output: z.object({ movedTickets: z.number() }),
});

export const saveTicketTypes = contract({ name: 'ticket_settings.save_types', ...namedList('ticket type') });
export const saveResolutionCodes = contract({
  name: 'ticket_settings.save_resolution_codes',
  ...namedList('resolution code'),
});

/** Ways in which a new desk can begin. */
export const deskPacks = ['it_support', 'itil', 'small'] as const;
export type DeskPack = (typeof deskPacks)[number];

/** Gives the desk the boards, categories and priorities of a pack; boards and categories of one's own stay. */
export const chooseDeskPack = contract({
  name: 'ticket_settings.choose_pack',
  input: z.object({ pack: z.enum(deskPacks) }),
  output: z.object({}),
});

/** Takes a ticket to another board, where it gets this status; category and priority are worked out again. */
export const moveTicketToBoard = contract({
  name: 'ticket.move_board',
  input: z.object({
    id: idOf('ticket'),
    version,
    boardId: idOf('board'),
    statusId: idOf('status'),
    categoryId: idOf('category').nullish(),
    subcategoryId: idOf('subcategory').nullish(),
    closeOverrideReason: lineOfText(500).optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

/** Who of the clients' people would see the ticket and who would no longer, with this client, contact and board. */
export const sightChange = contract({
  name: 'ticket.sight_change',
  input: z.object({
    id: idOf('ticket'),
    clientId: idOf('client').nullish(),
    contactId: idOf('contact').nullish(),
    boardId: idOf('board').nullish(),
  }),
  output: z.object({ gains: z.array(z.string()), loses: z.array(z.string()) }),
});
