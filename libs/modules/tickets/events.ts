import { defineEvent, z } from '@kelp/kernel';

const ticketId = z.uuid();

export const ticketCreated = defineEvent(
  'ticket.created',
  1,
  z.object({
    ticketId,
    boardId: z.uuid(),
    clientId: z.uuid().nullable(),
    contactId: z.uuid().nullable(),
    priorityId: z.uuid(),
    statusId: z.uuid(),
    origin: z.enum(['internal', 'portal', 'email', 'api']),
    isPaused: z.boolean(),
    isClosed: z.boolean(),
    assignedTo: z.uuid().nullable(),
  }),
);
export const ticketUpdated = defineEvent(
  'ticket.updated',
  1,
  /** Client and board as they are after the change. */
  z.object({ ticketId, fields: z.array(z.string()), clientId: z.uuid().nullable(), boardId: z.uuid() }),
);
/** It is gone with its conversation; what was said of it elsewhere names nothing any more. */
export const ticketDeleted = defineEvent(
  'ticket.deleted',
  1,
  z.object({ ticketId, number: z.string(), clientId: z.uuid().nullable(), boardId: z.uuid() }),
);
export const ticketAssigned = defineEvent(
  'ticket.assigned',
  1,
  z.object({
    ticketId,
    assignedTo: z.uuid().nullable(),
    formerly: z.uuid().nullable(),
    /** The master was assigned and this child followed: whoever got the master is told of that one. */
    isByBundle: z.boolean().optional(),
  }),
);
export const ticketStatusChanged = defineEvent(
  'ticket.status_changed',
  1,
  z.object({ ticketId, statusId: z.uuid(), formerStatusId: z.uuid(), isPaused: z.boolean(), isClosed: z.boolean() }),
);
export const ticketPriorityChanged = defineEvent(
  'ticket.priority_changed',
  1,
  z.object({ ticketId, priorityId: z.uuid() }),
);
export const ticketClosed = defineEvent('ticket.closed', 1, z.object({ ticketId, closedBy: z.uuid().nullable() }));
/** A resting ticket will close by itself in so many days unless somebody writes. */
export const ticketAutoCloseWarned = defineEvent(
  'ticket.auto_close_warned',
  1,
  z.object({ ticketId, days: z.number().int() }),
);
export const ticketReopened = defineEvent('ticket.reopened', 1, z.object({ ticketId }));
export const ticketCommented = defineEvent(
  'ticket.commented',
  1,
  z.object({
    ticketId,
    commentId: z.uuid(),
    authorType: z.enum(['internal', 'client', 'system']),
    visibility: z.enum(['public', 'internal']),
    userId: z.uuid().nullable(),
    contactId: z.uuid().nullable(),
    /** The text that opened the ticket: it answers nobody. */
    isOpening: z.boolean(),
    responseState: z.enum(['none', 'awaiting_us', 'awaiting_client']),
    /** Repeats a reply that staff wrote on the master: it answers the client of this child. */
    isMirror: z.boolean().optional(),
  }),
);
const commentId = z.uuid();
const visibility = z.enum(['public', 'internal']);

/** Colleagues whom a comment names and who were not named by it before. */
export const ticketMentioned = defineEvent(
  'ticket.mentioned',
  1,
  z.object({ ticketId, commentId, userIds: z.array(z.uuid()) }),
);
export const ticketCommentEdited = defineEvent(
  'ticket.comment_edited',
  1,
  z.object({ ticketId, commentId, visibility }),
);
export const ticketCommentDeleted = defineEvent(
  'ticket.comment_deleted',
  1,
  z.object({ ticketId, commentId, visibility }),
);
/** A reply that waited does not leave: `client_replied`, `requester_changed`, `author_gone`, or the sentence that refused it. */
export const ticketReplyStopped = defineEvent(
  'ticket.reply_stopped',
  1,
  z.object({ ticketId, heldId: z.uuid(), userId: z.uuid(), reason: z.string() }),
);
/** Children that closed together with their master, or because the whole bundle was closed; in one event for all. */
export const ticketBundleClosed = defineEvent(
  'ticket.bundle_closed',
  1,
  z.object({ masterTicketId: z.uuid(), childTicketIds: z.array(z.uuid()) }),
);
/** `ticketId` is the source: its number and its mails lead to the target now, and it leaves the figures. No `ticket.closed` tells of it. */
export const ticketMerged = defineEvent(
  'ticket.merged',
  1,
  z.object({ ticketId, targetTicketId: z.uuid(), mergeId: z.uuid() }),
);
/** `ticketId` is the source, which stands for itself again. */
export const ticketMergeUndone = defineEvent(
  'ticket.merge_undone',
  1,
  z.object({ ticketId, targetTicketId: z.uuid(), mergeId: z.uuid() }),
);
