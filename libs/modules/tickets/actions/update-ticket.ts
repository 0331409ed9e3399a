import { defineAction, type Ctx } from '@kelp/kernel';
import type { Patch, Row } from '@kelp/platform/db';
import type { z } from '@kelp/kernel';
import { updateTicket } from '../contract';
import {
  ticketAssigned,
  ticketClosed,
  ticketPriorityChanged,
  ticketReopened,
  ticketStatusChanged,
  ticketUpdated,
} from '../events';
import { choosePriority, chooseRequester } from '../place';
import { boards, statuses, tickets } from '../tables';

type Input = z.output<typeof updateTicket.input>;
type Ticket = Row<typeof tickets>;

/** Changes the given facts of a ticket. Assigning and closing need their own permissions. */
export const updateTicketAction = defineAction(updateTicket, {
  permission: 'ticket.update',
  run: async (ctx, input) => {
    const before = await ctx.db.lock(tickets, input.id);
    const patch: Patch<typeof tickets> = { title: input.title, teamId: input.teamId };
    Object.assign(patch, await assignment(ctx, before, input));
    Object.assign(patch, await requester(ctx, before, input));
    Object.assign(patch, await priority(ctx, before, input));
    const status = await statusChange(ctx, before, input);
    const after = await ctx.db.update(
      tickets,
      input.id,
      { ...patch, ...status?.patch, lastActivityAt: ctx.now() },
      input.version,
    );
    tell(ctx, before, after, status?.target);
    return { id: after.id, version: after.version };
  },
});

async function assignment(ctx: Ctx, before: Ticket, { assignedTo }: Input): Promise<Patch<typeof tickets>> {
  if (assignedTo === undefined || assignedTo === before.assignedTo) return {};
  // Taking a ticket that nobody has is part of a technician's day; handing work to others is not.
  const isTaking = assignedTo === ctx.actor.id && before.assignedTo === null;
  if (!isTaking) ctx.require('ticket.assign');
  return { assignedTo };
}

async function requester(ctx: Ctx, before: Ticket, { clientId, contactId }: Input): Promise<Patch<typeof tickets>> {
  if (clientId === undefined && contactId === undefined) return {};
  const isOtherClient = clientId !== undefined && clientId !== before.clientId;
  // A contact of the old client does not stay on a ticket that moves to another.
  const keptContact = isOtherClient ? null : before.contactId;
  return chooseRequester(
    ctx,
    clientId === undefined ? before.clientId : clientId,
    contactId === undefined ? keptContact : contactId,
  );
}

async function priority(ctx: Ctx, before: Ticket, input: Input): Promise<Patch<typeof tickets>> {
  if (input.priorityId === undefined && input.impact === undefined && input.urgency === undefined) return {};
  const board = await ctx.db.get(boards, before.boardId);
  return choosePriority(ctx, board, {
    priorityId: input.priorityId,
    impact: input.impact ?? before.impact ?? undefined,
    urgency: input.urgency ?? before.urgency ?? undefined,
  });
}

async function statusChange(ctx: Ctx, before: Ticket, { statusId }: Input) {
  if (statusId === undefined || statusId === before.statusId) return undefined;
  const target = await ctx.db.get(statuses, statusId);
  if (target.isClosed !== before.isClosed) ctx.require('ticket.close');
  return { patch: statusPatch(ctx, before, target), target };
}

function statusPatch(ctx: Ctx, before: Ticket, target: Row<typeof statuses>): Patch<typeof tickets> {
  const patch: Patch<typeof tickets> = { statusId: target.id, isClosed: target.isClosed };
  if (target.isClosed && !before.isClosed) Object.assign(patch, { closedAt: ctx.now(), closedBy: ctx.actor.id });
  if (!target.isClosed && before.isClosed) Object.assign(patch, { closedAt: null, closedBy: null });
  return patch;
}

/** Moves a locked ticket to a status of its board and tells the others. For rooms that asked for permission themselves (portal, mail). */
export async function moveTicket(ctx: Ctx, before: Ticket, target: Row<typeof statuses>): Promise<Ticket> {
  const after = await ctx.db.update(tickets, before.id, {
    ...statusPatch(ctx, before, target),
    lastActivityAt: ctx.now(),
  });
  tell(ctx, before, after, target);
  return after;
}

function tell(ctx: Ctx, before: Ticket, after: Ticket, target: Row<typeof statuses> | undefined): void {
  const ticketId = after.id;
  if (target) {
    ctx.emit(ticketStatusChanged, ticketId, {
      ticketId,
      statusId: after.statusId,
      formerStatusId: before.statusId,
      isPaused: target.pausesSla,
      isClosed: target.isClosed,
    });
    if (after.isClosed && !before.isClosed) ctx.emit(ticketClosed, ticketId, { ticketId, closedBy: ctx.actor.id });
    if (!after.isClosed && before.isClosed) ctx.emit(ticketReopened, ticketId, { ticketId });
  }
  if (after.assignedTo !== before.assignedTo) {
    ctx.emit(ticketAssigned, ticketId, { ticketId, assignedTo: after.assignedTo, formerly: before.assignedTo });
  }
  if (after.priorityId !== before.priorityId)
    ctx.emit(ticketPriorityChanged, ticketId, { ticketId, priorityId: after.priorityId });
  const fields = (['title', 'clientId', 'contactId', 'teamId', 'impact', 'urgency'] as const).filter(
    (name) => after[name] !== before[name],
  );
  if (fields.length > 0) {
    ctx.emit(ticketUpdated, ticketId, { ticketId, fields, clientId: after.clientId, boardId: after.boardId });
  }
}
