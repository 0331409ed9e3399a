import { defineAction } from '@kelp/kernel';
import { assertAnswerable, keepBack, tickets } from '@kelp/tickets';
import { chooseService } from '../choose-service';
import { holdWithReply, logWithComment } from '../contract';
import { readWorked } from '../read-worked';

const minuteMs = 60_000;

/**
 * A reply with its time that can be taken back: comment, entry and status come into being together when it leaves, or none of them. What the
 * time is, is settled now: `yesterday` is yesterday of the day on which it was typed.
 */
export const holdWithReplyAction = defineAction(holdWithReply, {
  permission: 'time_entry.create',
  run: async (ctx, { minutes, quick, serviceId, isBillable, lastSeenId, sendAt, zone, ...reply }) => {
    ctx.require('time_sheet.submit');
    if (reply.parentId) await assertAnswerable(ctx, reply.ticketId, reply.parentId, 'public');
    const worked = await readWorked(ctx, { minutes, quick, serviceId, isBillable });
    const ticket = await ctx.db.get(tickets, reply.ticketId);
    const service = await chooseService(ctx, worked.serviceId, ticket.boardId);
    const startedAt = worked.startedAt ?? new Date(ctx.now().getTime() - worked.minutes * minuteMs);
    const held = await keepBack(ctx, {
      ticketId: reply.ticketId,
      action: logWithComment.name,
      input: { ...reply, visibility: 'public', ...worked, serviceId: service.id, startedAt: startedAt.toISOString() },
      also: `${worked.minutes} min of ${service.name}`,
      lastSeenId,
      sendAt,
      zone,
    });
    return { id: held.id, sendAt: held.sendAt, minutes: worked.minutes };
  },
});
