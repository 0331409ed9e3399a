import { runMacroAction } from '../actions/run-macro';
import { macros, tickets } from '../tables';
import { restoreFields, type BulkKind, type Ticket } from './bulk-kind';

/** The facts that a macro's steps can change. */
const facts = ['statusId', 'priorityId', 'assignedTo', 'teamId', 'typeId', 'categoryId', 'subcategoryId'] as const;

const changed = (before: Ticket, after: Ticket) =>
  Object.fromEntries(facts.filter((fact) => before[fact] !== after[fact]).map((fact) => [fact, before[fact]]));

/** Runs a macro on each ticket. Facts are taken back; what it wrote or logged is history and stays. */
export const macroKind: BulkKind<'macro'> = {
  require: (ctx) => ctx.require('macro.use'),
  apply: async (ctx, ticket, { macroId }) => {
    const { steps } = await ctx.db.get(macros, macroId);
    await ctx.run(runMacroAction, { id: macroId, ticketId: ticket.id });
    const stays = [...(steps.comment ? ['text'] : []), ...(steps.time ? ['time'] : [])];
    return { facts: changed(ticket, await ctx.db.get(tickets, ticket.id)), stays };
  },
  restore: async (ctx, ticketId, before) => {
    const { facts: former, stays } = before as { facts: Record<string, unknown>; stays: string[] };
    if (Object.keys(former).length > 0) await restoreFields(ctx, ticketId, former);
    return stays.length > 0 ? `The ${stays.join(' and the ')} that the macro wrote stays on the ticket.` : null;
  },
};
