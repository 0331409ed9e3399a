import { bigint, boolean, instant, integer, smallint, tenantColumns, text, textList, uuid } from '@kelp/platform/db';

export const boards = tenantColumns(
  'boards',
  {
    name: text(),
    priorityMode: text<'own' | 'itil'>().withDefault(),
    position: integer().withDefault(),
    defaultAssigneeId: uuid().orNull(),
    managerId: uuid().orNull(),
    isActive: boolean().withDefault(),
    /** A client's reply reopens a closed ticket for so many hours; later it opens a new one that follows it. */
    reopenHours: integer().withDefault(),
  },
  { conflicts: { boards_name_unique: 'There is already a board with this name.' } },
);

export const statuses = tenantColumns('statuses', {
  boardId: uuid(),
  name: text(),
  isClosed: boolean().withDefault(),
  isDefault: boolean().withDefault(),
  pausesSla: boolean().withDefault(),
  portalLabel: text(),
  position: integer(),
});

export const priorities = tenantColumns(
  'priorities',
  { name: text(), color: text(), position: integer(), isItil: boolean().withDefault() },
  { noun: 'priority' },
);

export type Origin = 'internal' | 'portal' | 'email' | 'api';
export type ResponseState = 'none' | 'awaiting_us' | 'awaiting_client';

export const tickets = tenantColumns(
  'tickets',
  {
    number: bigint(),
    title: text(),
    clientId: uuid().orNull(),
    contactId: uuid().orNull(),
    boardId: uuid(),
    statusId: uuid(),
    priorityId: uuid(),
    assignedTo: uuid().orNull(),
    teamId: uuid().orNull(),
    impact: smallint().orNull(),
    urgency: smallint().orNull(),
    origin: text<Origin>(),
    responseState: text<ResponseState>().withDefault(),
    isClosed: boolean().withDefault(),
    closedAt: instant().orNull(),
    closedBy: uuid().orNull(),
    lastActivityAt: instant(),
    mailMessageIds: textList().withDefault(),
    masterTicketId: uuid().orNull(),
    /** The closed ticket that a late reply continued here. */
    followsTicketId: uuid().orNull(),
  },
  {
    conflicts: {
      tickets_status_of_board_fk: 'This status does not belong to the board. Choose one of the board’s statuses.',
    },
  },
);

export const comments = tenantColumns('comments', {
  ticketId: uuid(),
  authorType: text<'internal' | 'client' | 'system'>(),
  userId: uuid().orNull(),
  contactId: uuid().orNull(),
  authorName: text(),
  visibility: text<'public' | 'internal'>(),
  html: text(),
  text: text(),
  quoted: text().withDefault(),
  origin: text().withDefault(),
  rfcMessageId: text().orNull(),
});

export const attachments = tenantColumns('attachments', {
  ticketId: uuid(),
  commentId: uuid(),
  filename: text(),
  contentType: text(),
  size: bigint(),
  sha256: text(),
  storageKey: text(),
  contentId: text().orNull(),
  isInline: boolean().withDefault(),
});

export const ticketWatchers = tenantColumns(
  'ticket_watchers',
  { ticketId: uuid(), userId: uuid().orNull(), contactId: uuid().orNull(), address: text().orNull() },
  { noun: 'watcher' },
);

/** Files that were sent up and wait for the comment that takes them. */
export const uploads = tenantColumns('uploads', {
  userId: uuid(),
  filename: text(),
  contentType: text(),
  size: bigint(),
  sha256: text(),
  storageKey: text(),
});
