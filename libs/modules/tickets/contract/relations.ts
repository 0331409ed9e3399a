import { contract, idOf, instant, lineOfText, z } from '@kelp/kernel/contract';
import { bundleMode } from './bundles';

/** How this ticket stands to the other one; each has its counterpart at the other end. */
export const linkWording = z.enum([
  'relates',
  'duplicates',
  'is_duplicated_by',
  'caused_by',
  'causes',
  'blocks',
  'is_blocked_by',
]);
export type LinkWording = z.output<typeof linkWording>;

/** `id` is the ticket that stays; the sources lead there from then on. */
export const mergeTickets = contract({
  name: 'ticket.merge',
  input: z.object({
    id: idOf('ticket'),
    sourceIds: z.array(idOf('ticket')).min(1, 'Choose the ticket to merge.').max(50),
  }),
  output: z.object({ id: z.uuid(), undoUntil: instant }),
});

/** `id` is a ticket that was merged. */
export const undoMerge = contract({
  name: 'ticket.undo_merge',
  input: z.object({ id: idOf('ticket') }),
  output: z.object({ id: z.uuid() }),
});

export const splitComment = contract({
  name: 'ticket.split',
  input: z.object({
    id: idOf('ticket'),
    commentId: idOf('comment'),
    title: lineOfText(300),
    boardId: idOf('board').optional(),
  }),
  output: z.object({ id: z.uuid(), number: z.string() }),
});

export const linkTickets = contract({
  name: 'ticket.link',
  input: z.object({ id: idOf('ticket'), otherId: idOf('ticket'), kind: linkWording }),
  output: z.object({ id: z.uuid() }),
});

export const unlinkTickets = contract({
  name: 'ticket.unlink',
  input: z.object({ id: idOf('ticket'), linkId: idOf('link') }),
  output: z.object({ id: z.uuid() }),
});

/** Another ticket as relations show it. */
export const relatedTicket = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  client: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  contactName: z.string().nullable(),
  status: z.object({ id: z.uuid(), name: z.string(), isClosed: z.boolean() }),
  isClosed: z.boolean(),
});
export type RelatedTicket = z.output<typeof relatedTicket>;

/** Everything that relates to a ticket, for staff. */
export const ticketRelations = contract({
  name: 'ticket.relations',
  input: z.object({ id: idOf('ticket') }),
  output: z.object({
    bundle: z
      .object({
        master: relatedTicket,
        children: z.array(relatedTicket),
        mode: bundleMode,
        reopensOnChildReply: z.boolean(),
        version: z.number(),
        clientCount: z.number(),
      })
      .nullable(),
    links: z.array(
      z.object({
        id: z.uuid(),
        wording: z.enum([...linkWording.options, 'split_from', 'split_into']),
        ticket: relatedTicket,
      }),
    ),
    /** Tickets that were merged into this one; the newest first. */
    merged: z.array(
      z.object({ ticket: relatedTicket, mergedAt: instant, mergedBy: z.string(), undoUntil: instant.nullable() }),
    ),
    /** Where this ticket itself was merged into, at the end of the line. */
    mergedInto: relatedTicket.nullable(),
    mayUndo: z.boolean(),
    abilities: z.array(z.string()),
  }),
});
export type TicketRelations = z.output<typeof ticketRelations.output>;

/** Tickets to choose from: a number that fits exactly comes first, then open ones, then the latest. */
export const pickTickets = contract({
  name: 'ticket.pick',
  input: z.object({
    search: z.string().max(200).default(''),
    /** Never offered: usually the ticket itself. */
    exceptIds: z.array(z.uuid()).max(200).default([]),
    /** Only tickets that can be merged with this one: of its client or of none. */
    mergeableWith: idOf('ticket').optional(),
  }),
  output: z.object({ rows: z.array(relatedTicket) }),
});
