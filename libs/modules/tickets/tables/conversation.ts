import { boolean, instant, json, tenantColumns, text, uuid } from '@kelp/platform/db';

/** What a comment said before it was edited or deleted; the newest row is the last wording but one. */
export const commentVersions = tenantColumns(
  'comment_versions',
  {
    commentId: uuid(),
    text: text(),
    html: text(),
    markup: text().orNull(),
    replacedBy: uuid().orNull(),
    replacedByName: text(),
  },
  { isAudited: false },
);

export const commentReactions = tenantColumns(
  'comment_reactions',
  { ticketId: uuid(), commentId: uuid(), userId: uuid(), emoji: text() },
  { noun: 'reaction', isAudited: false },
);

export const commentMentions = tenantColumns(
  'comment_mentions',
  { ticketId: uuid(), commentId: uuid(), userId: uuid() },
  { noun: 'mention', isAudited: false },
);

export type HeldState = 'waiting' | 'paused' | 'failed';

/**
 * Public replies that have not left yet: for the seconds in which they can be taken back, or until the time they are scheduled for. They
 * are no comments, so that nobody who reads comments can show or mail them; when the time has come the stored call is made as its author.
 */
export const heldReplies = tenantColumns(
  'held_replies',
  {
    ticketId: uuid(),
    userId: uuid(),
    /** The action that writes the comment, and its input as JSON. */
    action: text(),
    input: json<Record<string, unknown>>(),
    /** What else happens with it, in words: the time it logs. */
    also: text().withDefault(),
    isScheduled: boolean(),
    sendAt: instant(),
    zone: text(),
    door: text(),
    state: text<HeldState>().withDefault(),
    /** Why it does not leave: `client_replied`, `requester_changed`, `author_gone`, or a sentence. */
    reason: text().orNull(),
    /** For whom it was written. */
    clientId: uuid().orNull(),
    contactId: uuid().orNull(),
  },
  { noun: 'held reply' },
);
