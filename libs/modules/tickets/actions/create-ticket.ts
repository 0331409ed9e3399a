import { defineAction, nextNumber, numberFormat, type Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { createTicket } from '../contract';
import { ticketCreated } from '../events';
import { chooseBoard, choosePriority, chooseRequester, defaultStatus } from '../place';
import { tickets, type Origin } from '../tables';
import { writeComment } from '../write-comment';

/** A new ticket from a screen, the API or another room; what is not given comes from the board. */
export const createTicketAction = defineAction(createTicket, {
  permission: 'ticket.create',
  run: async (ctx, { description, ...input }) => {
    const ticket = await openTicket(ctx, { ...input, origin: ctx.caller.door === 'api' ? 'api' : 'internal' });
    if (input.assignedTo) ctx.require('ticket.assign');
    if (description?.trim()) {
      await writeComment(ctx, ticket, {
        authorType: 'internal',
        visibility: 'public',
        authorName: ctx.actor.name,
        userId: ctx.actor.kind === 'user' ? ctx.actor.id : null,
        text: description,
        isOpening: true,
      });
    }
    const format = await numberFormat(ctx, 'ticket');
    return { id: ticket.id, number: format(ticket.number) };
  },
});

export interface NewTicket {
  title: string;
  boardId?: string | undefined;
  clientId?: string | null | undefined;
  contactId?: string | null | undefined;
  priorityId?: string | undefined;
  impact?: number | undefined;
  urgency?: number | undefined;
  assignedTo?: string | null | undefined;
  origin: Origin;
  mailMessageIds?: string[];
  followsTicketId?: string;
}

/** Writes the ticket row and its event. For rooms that bring their own opening comment (mail, portal); screens use the action. */
export async function openTicket(ctx: Ctx, input: NewTicket): Promise<Row<typeof tickets>> {
  const board = await chooseBoard(ctx, input.boardId);
  const status = await defaultStatus(ctx, board.id);
  const priority = await choosePriority(ctx, board, input);
  const requester = await chooseRequester(ctx, input.clientId ?? null, input.contactId ?? null);
  const assignedTo = input.assignedTo ?? board.defaultAssigneeId;
  const ticket = await ctx.db.insert(tickets, {
    id: ctx.newId(),
    number: await nextNumber(ctx, 'ticket'),
    title: input.title,
    boardId: board.id,
    statusId: status.id,
    ...priority,
    ...requester,
    assignedTo,
    origin: input.origin,
    responseState: input.origin === 'internal' ? 'none' : 'awaiting_us',
    lastActivityAt: ctx.now(),
    mailMessageIds: input.mailMessageIds ?? [],
    followsTicketId: input.followsTicketId ?? null,
  });
  ctx.emit(ticketCreated, ticket.id, {
    ticketId: ticket.id,
    boardId: board.id,
    clientId: ticket.clientId,
    contactId: ticket.contactId,
    priorityId: ticket.priorityId,
    statusId: status.id,
    origin: input.origin,
    isPaused: status.pausesSla,
    isClosed: status.isClosed,
    assignedTo,
  });
  return ticket;
}
