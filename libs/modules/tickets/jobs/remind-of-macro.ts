import { defineDueKind } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { ticketReminded } from '../prepared-work-events';
import { tickets } from '../tables';

export const macroReminderKind = 'ticket.macro_reminder';

/** The days that a macro waits are over: tells, unless the client has answered or somebody moved the ticket on. */
export const remindOfMacro = defineDueKind(macroReminderKind, 'default', async (ctx, items) => {
  for (const { payload } of items) {
    const [ticketId, userId] = [String(payload['ticketId']), String(payload['userId'])];
    const ticket = await ctx.db.find(tickets, { id: ticketId });
    if (!ticket || ticket.isClosed || ticket.statusId !== payload['statusId']) continue;
    const answer = await ctx.db.maybe<{ id: string }>(
      sql`select id from comments where tenant_id = ${ctx.tenant} and ticket_id = ${ticketId} and author_type = 'client'
          and created_at > ${String(payload['since'])}::timestamptz limit 1`,
    );
    if (!answer) ctx.emit(ticketReminded, ticketId, { ticketId, userId });
  }
});
