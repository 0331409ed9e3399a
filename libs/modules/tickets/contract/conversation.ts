import { contract, idOf, instant, longText, z } from '@kelp/kernel/contract';
import { commentCard, reactionSigns } from './comment-card';
import { addComment } from './tickets';

export const heldReplyCard = z.object({
  id: z.uuid(),
  version: z.number(),
  userId: z.uuid(),
  authorName: z.string(),
  /** Whether the reader may change it, send it now or take it back. */
  isYours: z.boolean(),
  text: z.string(),
  fileCount: z.number(),
  statusId: z.uuid().nullable(),
  also: z.string(),
  isScheduled: z.boolean(),
  sendAt: instant,
  zone: z.string(),
  state: z.enum(['waiting', 'paused', 'failed']),
  reason: z.string().nullable(),
});
export type HeldReplyCard = z.output<typeof heldReplyCard>;

/** A part of a conversation, the newest first asked for: at most `limit` comments older than `before`, in the order of time. */
export const listComments = contract({
  name: 'ticket.conversation',
  input: z.object({
    ticketId: idOf('ticket'),
    before: idOf('comment').optional(),
    limit: z.number().int().min(1).max(100).default(40),
    /** On the master of a bundle: with what clients wrote on its children. */
    withChildren: z.boolean().default(true),
  }),
  output: z.object({
    /** With those older ones that an answer in this part hangs on. */
    comments: z.array(commentCard),
    /** Where the part before this one ends; null when there is none. */
    earlier: z.uuid().nullable(),
    /** How many comments the conversation has. */
    total: z.number(),
    held: z.array(heldReplyCard),
    upTo: z.number(),
  }),
});

/** How a reply is held back: for the seconds of undo, or until a time. */
export const holding = {
  /** The newest comment that the writer had seen; when somebody else wrote later the reply is not taken. */
  lastSeenId: idOf('comment').optional(),
  /** When it shall leave, with the zone in which that was chosen; in ten seconds without it. */
  sendAt: instant.optional(),
  zone: z.string().max(60).optional(),
};

/** Takes what a comment takes, whatever is added to that. */
export const holdReply = contract({
  name: 'ticket.hold_reply',
  input: addComment.input.omit({ visibility: true, heldId: true }).extend(holding),
  output: z.object({ id: z.uuid(), sendAt: instant }),
});

export const withdrawReply = contract({
  name: 'ticket.withdraw_reply',
  input: z.object({ id: idOf('held reply') }),
  output: z.object({
    ticketId: z.uuid(),
    text: z.string(),
    statusId: z.uuid().nullable(),
    uploads: z.array(z.object({ id: z.uuid(), filename: z.string(), size: z.number() })),
    /** The rest of what would have been sent, such as the time worked. */
    rest: z.record(z.string(), z.unknown()),
  }),
});

export const changeHeldReply = contract({
  name: 'ticket.change_held_reply',
  input: z.object({
    id: idOf('held reply'),
    version: z.number().int().optional(),
    text: longText(200_000)
      .refine((text) => text.trim().length > 0, 'Write something before you send it.')
      .optional(),
    sendAt: instant.optional(),
    zone: z.string().max(60).optional(),
    /** Says that the new words may name other clients of the bundle. What was said of the former words does not count for them. */
    confirmsNames: z.boolean().optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

/** Lets a held reply leave at once. */
export const releaseReply = contract({
  name: 'ticket.release_reply',
  input: z.object({ id: idOf('held reply'), version: z.number().int().optional() }),
  output: z.object({ id: z.uuid() }),
});

export const editComment = contract({
  name: 'ticket.edit_comment',
  input: z.object({
    id: idOf('comment'),
    version: z.number().int(),
    text: longText(200_000).refine((text) => text.trim().length > 0, 'A comment needs words. Delete it instead.'),
    /** The person saw that it names another client of the bundle, and wants it so. */
    confirmsNames: z.boolean().optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const deleteComment = contract({
  name: 'ticket.delete_comment',
  input: z.object({ id: idOf('comment') }),
  output: z.object({ id: z.uuid() }),
});

export const commentHistory = contract({
  name: 'ticket.comment_history',
  input: z.object({ id: idOf('comment') }),
  output: z.object({
    versions: z.array(z.object({ id: z.uuid(), text: z.string(), replacedAt: instant, replacedBy: z.string() })),
  }),
});

/** The HTML of a comment with the pictures from other servers in it, for the frame that shows them when somebody asks. */
export const commentView = contract({
  name: 'ticket.comment_view',
  input: z.object({ id: idOf('comment') }),
  output: z.object({ html: z.string() }),
});

/** Which of the reader's own files still wait for a comment. */
export const listUploads = contract({
  name: 'upload.list',
  input: z.object({ ids: z.array(z.uuid()).max(50) }),
  output: z.object({ rows: z.array(z.object({ id: z.uuid(), filename: z.string(), size: z.number() })) }),
});

export const reactToComment = contract({
  name: 'ticket.react',
  input: z.object({ commentId: idOf('comment'), emoji: z.enum(reactionSigns) }),
  output: z.object({ isSet: z.boolean() }),
});

export const followTicket = contract({
  name: 'ticket.follow',
  input: z.object({ ticketId: idOf('ticket'), userId: idOf('user').optional() }),
  output: z.object({ id: z.uuid() }),
});

export const unfollowTicket = contract({
  name: 'ticket.unfollow',
  input: z.object({ ticketId: idOf('ticket'), userId: idOf('user').optional() }),
  output: z.object({ wasFollowing: z.boolean() }),
});

/** Somebody outside who gets every public reply as well. */
export const addCopy = contract({
  name: 'ticket.add_copy',
  input: z.object({
    ticketId: idOf('ticket'),
    contactId: idOf('contact').optional(),
    address: z.email('Give a mail address such as amy@client.example.').max(254).optional(),
  }),
  output: z.object({ id: z.uuid() }),
});

export const removeCopy = contract({
  name: 'ticket.remove_copy',
  input: z.object({ ticketId: idOf('ticket'), id: idOf('watcher') }),
  output: z.object({ id: z.uuid() }),
});

export const listWatchers = contract({
  name: 'ticket.watchers',
  input: z.object({ ticketId: idOf('ticket') }),
  output: z.object({
    colleagues: z.array(z.object({ id: z.uuid(), userId: z.uuid(), name: z.string() })),
    copies: z.array(
      z.object({
        id: z.uuid(),
        contactId: z.uuid().nullable(),
        name: z.string(),
        address: z.string(),
        /** The contact's client, where it is not the ticket's. */
        otherClient: z.string().nullable(),
      }),
    ),
    isFollowing: z.boolean(),
  }),
});

export const myMentions = contract({
  name: 'ticket.my_mentions',
  input: z.object({ after: z.string().max(500).optional(), limit: z.number().int().min(1).max(100).default(30) }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        at: instant,
        ticketId: z.uuid(),
        commentId: z.uuid(),
        number: z.string(),
        title: z.string(),
        by: z.string(),
        excerpt: z.string(),
      }),
    ),
    next: z.string().nullable(),
  }),
});
