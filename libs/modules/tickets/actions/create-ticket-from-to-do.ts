import { adHocItems, assertOpen, becomeTicket, lockToDo } from '@kelp/activities';
import { defineAction } from '@kelp/kernel';
import { stale, wallToInstants } from '@kelp/std';
import { createTicketFromToDo } from '../contract';
import { openTicket } from './create-ticket';

/** A day without a time means the end of a working day. */
const endOfWork = 17 * 60;

/** The caller's own to-do as a ticket of theirs, with its time as the due date. Throws refused when it is done, stale when it was changed meanwhile. */
export const createTicketFromToDoAction = defineAction(createTicketFromToDo, {
  permission: 'ticket.create',
  run: async (ctx, { toDoId, version, clientId }) => {
    const toDo = await lockToDo(ctx, toDoId);
    assertOpen(toDo);
    if (toDo.version !== version) throw stale(adHocItems.noun, []);
    const origin = ctx.caller.door === 'api' ? 'api' : 'internal';
    const ticket = await openTicket(ctx, {
      title: toDo.title,
      clientId,
      assignedTo: toDo.userId,
      dueAt: toDo.dueAt ?? (toDo.dueOn ? wallToInstants(toDo.dueOn, endOfWork, toDo.zone)[0] : null),
      origin,
      filledBy: 'staff',
    });
    await becomeTicket(ctx, toDo, ticket.id);
    return { id: ticket.id, number: ticket.numberText };
  },
});
