import { boolean, instant, integer, tenantColumns, text, textList, uuid } from '@kelp/platform/db';
import type { RequiredField } from '../domain/required-fields';

export const boards = tenantColumns(
  'boards',
  {
    name: text(),
    priorityMode: text<'own' | 'itil'>().withDefault(),
    position: integer().withDefault(),
    defaultAssigneeId: uuid().orNull(),
    defaultPriorityId: uuid().orNull(),
    defaultTeamId: uuid().orNull(),
    managerId: uuid().orNull(),
    isActive: boolean().withDefault(),
    /** A client's reply reopens a closed ticket for so many hours; later it opens a new one that follows it. */
    reopenHours: integer().withDefault(),
    /** The standard type that it came from, so that importing again finds it. */
    sourceStandardId: text().orNull(),
  },
  { conflicts: { boards_name_unique: 'There is already a board with this name.' } },
);

export const statuses = tenantColumns(
  'statuses',
  {
    boardId: uuid(),
    name: text(),
    isClosed: boolean().withDefault(),
    isDefault: boolean().withDefault(),
    pausesSla: boolean().withDefault(),
    portalLabel: text(),
    position: integer(),
    sourceStandardId: text().orNull(),
    /** Removed ones stay for the history and are offered no more. */
    removedAt: instant().orNull(),
  },
  { conflicts: { statuses_board_id_name_unique: 'Two statuses of this board have the same name.' } },
);

export const priorities = tenantColumns(
  'priorities',
  {
    name: text(),
    color: text(),
    position: integer(),
    isItil: boolean().withDefault(),
    sourceStandardId: text().orNull(),
    removedAt: instant().orNull(),
  },
  { noun: 'priority', conflicts: { priorities_name_unique: 'Two priorities have the same name.' } },
);

/** Two levels: a row with a parent is a subcategory. */
export const ticketCategories = tenantColumns(
  'ticket_categories',
  {
    boardId: uuid(),
    parentId: uuid().orNull(),
    name: text(),
    position: integer(),
    /** What a new ticket of this category gets when nothing else is said. */
    defaultTeamId: uuid().orNull(),
    defaultPriorityId: uuid().orNull(),
    sourceStandardId: text().orNull(),
    removedAt: instant().orNull(),
  },
  { noun: 'category', conflicts: { ticket_categories_name_unique: 'Two categories in one place have the same name.' } },
);

export const ticketTypes = tenantColumns(
  'ticket_types',
  { name: text(), position: integer(), sourceStandardId: text().orNull(), removedAt: instant().orNull() },
  { conflicts: { ticket_types_name_unique: 'Two ticket types have the same name.' } },
);

export const resolutionCodes = tenantColumns(
  'resolution_codes',
  { name: text(), position: integer(), sourceStandardId: text().orNull(), removedAt: instant().orNull() },
  { conflicts: { resolution_codes_name_unique: 'Two resolution codes have the same name.' } },
);

/** What must be done before a ticket of the board closes; a board without a row asks for nothing. */
export const boardCloseRules = tenantColumns(
  'board_close_rules',
  {
    boardId: uuid(),
    needsResolution: boolean().withDefault(),
    needsTime: boolean().withDefault(),
    needsChecklist: boolean().withDefault(),
    needsChildrenClosed: boolean().withDefault(),
    requiredFields: textList<RequiredField>().withDefault(),
  },
  { noun: 'close rule' },
);

/** Tickets that rest in a status close by themselves. */
export const boardAutoCloseRules = tenantColumns(
  'board_auto_close_rules',
  {
    boardId: uuid(),
    statusId: uuid(),
    closeStatusId: uuid(),
    /** Days of 24 hours without any activity. */
    idleDays: integer(),
    /** The contact is told so many days before; null = nobody is told. */
    warnDays: integer().orNull(),
  },
  { noun: 'auto-close rule' },
);

/** When the contact of a resting ticket was told that it will close. */
export const ticketAutoCloseStates = tenantColumns(
  'ticket_auto_close_states',
  { ticketId: uuid(), warnedAt: instant() },
  { noun: 'auto-close state', isAudited: false },
);

/** Who works on a ticket beside its assignee. Rows stay, so that the history can tell who left. */
export const ticketAgents = tenantColumns(
  'ticket_agents',
  { ticketId: uuid(), userId: uuid(), removedAt: instant().orNull() },
  { noun: 'agent' },
);
