import { forgetCustom } from '@kelp/fields';
import { defineAction, defineServerSlot } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { setTags } from '@kelp/tags';
import { deleteTicket } from '../contract';
import { ticketDeleted } from '../events';
import { assertNotMerged } from '../relations/follow-merges';
import { tickets } from '../tables';

/** Asks every room what hangs on a ticket and so keeps it from being deleted, each as a sentence with the way out. */
export const ticketHolds = defineServerSlot<{ ticketId: string }, string[]>('ticket.holds', (answers) =>
  answers.flat(),
);

/**
 * Deletes a ticket for good. What is a part of it goes with it, by the database: conversation, files, checklists, clocks, notices. The
 * audit trail keeps what it was and who deleted it.
 */
export const deleteTicketAction = defineAction(deleteTicket, {
  permission: 'ticket.delete',
  run: async (ctx, { id }) => {
    const ticket = await ctx.db.lock(tickets, id);
    await assertNotMerged(ctx, ticket);
    const merged = await ctx.db.list(tickets, { mergedIntoId: id });
    const children = await ctx.db.list(tickets, { masterTicketId: id });
    const numbers = (all: typeof merged) => all.map(({ numberText }) => numberText).join(', ');
    const holds = [
      ...(merged.length > 0 ? [`${numbers(merged)} was merged into it: undo the merge first.`] : []),
      ...(children.length > 0 ? [`It leads a bundle: take ${numbers(children)} out first.`] : []),
      ...(await ctx.askSlot(ticketHolds, { ticketId: id })),
    ];
    if (holds.length > 0) throw refused('ticket.in_use', `${ticket.numberText} cannot be deleted. ${holds.join(' ')}`);
    await setTags(ctx, 'ticket', id, []);
    await forgetCustom(ctx, id);
    await ctx.db.remove(tickets, id);
    const { clientId, boardId, numberText: number } = ticket;
    ctx.emit(ticketDeleted, id, { ticketId: id, number, clientId, boardId });
    ctx.touch('ticket');
    return {};
  },
});
