import { instant, z } from '@kelp/kernel/contract';

export const attachmentCard = z.object({
  id: z.uuid(),
  filename: z.string(),
  contentType: z.string(),
  size: z.number(),
  isInline: z.boolean(),
});

/** The signs that can be put under a comment, in the order in which they are offered. */
export const reactionSigns = ['👍', '❤️', '🎉', '😄', '👀', '✅'] as const;

export const reaction = z.object({
  emoji: z.string(),
  names: z.array(z.string()),
  /** Whether the reader is one of them. */
  isMine: z.boolean(),
});

export const commentCard = z.object({
  id: z.uuid(),
  version: z.number(),
  parentId: z.uuid().nullable(),
  authorType: z.enum(['internal', 'client', 'system']),
  authorName: z.string(),
  userId: z.uuid().nullable(),
  visibility: z.enum(['public', 'internal']),
  html: z.string(),
  text: z.string(),
  /** What was typed, for editing; null where it is the text itself. */
  markup: z.string().nullable(),
  quoted: z.string(),
  /** Says how the request was solved. */
  isResolution: z.boolean(),
  origin: z.string(),
  createdAt: instant,
  editedAt: instant.nullable(),
  isDeleted: z.boolean(),
  /** It left by mail, so that a change does not reach everybody who read it. */
  isMailed: z.boolean(),
  reactions: z.array(reaction),
  attachments: z.array(attachmentCard),
  /** The child of the bundle on which a client wrote this, where it is shown on the master; null on its own ticket. */
  child: z.object({ id: z.uuid(), number: z.string(), client: z.string().nullable() }).nullable(),
});
export type CommentCard = z.output<typeof commentCard>;
