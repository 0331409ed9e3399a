import type { Custom } from '@kelp/fields';
import {
  bigint,
  boolean,
  instant,
  integer,
  json,
  smallint,
  tenantColumns,
  text,
  textList,
  uuid,
} from '@kelp/platform/db';

export type Origin = 'internal' | 'portal' | 'email' | 'api';
export type ResponseState = 'none' | 'awaiting_us' | 'awaiting_client';

export const tickets = tenantColumns(
  'tickets',
  {
    number: bigint(),
    /** How the number was written when the ticket was opened (`T-0042`), and is ever after. */
    numberText: text(),
    title: text(),
    clientId: uuid().orNull(),
    contactId: uuid().orNull(),
    /** Where the work is: a location of the client. */
    locationId: uuid().orNull(),
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
    /** Where this ticket was merged into; its number and mails lead there. */
    mergedIntoId: uuid().orNull(),
    typeId: uuid().orNull(),
    categoryId: uuid().orNull(),
    subcategoryId: uuid().orNull(),
    resolutionCodeId: uuid().orNull(),
    dueAt: instant().orNull(),
    estimateMinutes: integer().orNull(),
    /** On an ITIL board: somebody set the priority by hand, so impact and urgency no longer decide. */
    isPriorityOverridden: boolean().withDefault(),
    /** Why the ticket was closed although the board's close rules were not met. */
    closeOverrideReason: text().orNull(),
    /** The last time it was opened again. */
    reopenedAt: instant().orNull(),
    /** What the queue shows of the ticket's clocks; written by the SLA room, without a new version. */
    slaState: text<'running' | 'paused' | 'met' | 'missed' | 'unanswered'>().orNull(),
    /** When the running clock that is due first is due. */
    slaDueAt: instant().orNull(),
    /** The soonest of its own due date and its running clock's: computed by the database. */
    nextDueAt: instant().orNull(),
    /** Values of custom fields by key. */
    custom: json<Custom>().withDefault(),
    /** The recurring ticket that opened it. */
    recurringTicketId: uuid().orNull(),
    /** Its number in the system that it was imported from. */
    formerNumber: text().orNull(),
    /** The colleague who opened it; null: a client, a mail, a machine. */
    createdBy: uuid().orNull(),
  },
  {
    conflicts: {
      tickets_category_of_board_fk: 'This category does not belong to the board. Choose one of the board’s categories.',
      tickets_subcategory_of_category_fk: 'This subcategory does not belong to the category. Choose one of its own.',
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
  /** Says how the request was solved; a board may ask for one before closing. */
  isResolution: boolean().withDefault(),
  /** The comment that this one answers; answers stand one level deep. */
  parentId: uuid().orNull(),
  /** What was typed, where it was more than plain text. */
  markup: text().orNull(),
  editedAt: instant().orNull(),
  /** Set on a tombstone, whose words and files are gone. */
  deletedAt: instant().orNull(),
  deletedBy: uuid().orNull(),
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
