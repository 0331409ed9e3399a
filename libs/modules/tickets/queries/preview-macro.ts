import { defineQuery } from '@kelp/kernel';
import { previewMacro } from '../contract/macros';
import { planMacro } from '../plan-macro';
import { assertUsable } from '../sharing';
import { macros, tickets } from '../tables';

/** What a macro would change on a ticket, with the sentences that stand in its way. */
export const previewMacroQuery = defineQuery(previewMacro, {
  permission: 'macro.use',
  run: async (ctx, { id, ticketId }) => {
    ctx.require('ticket.read');
    const macro = await ctx.db.get(macros, id);
    await assertUsable(ctx, macro, 'macro');
    const ticket = await ctx.db.get(tickets, ticketId);
    ctx.assertVisible('ticket.read', ticket, 'ticket');
    return (await planMacro(ctx, macro, ticket)).plan;
  },
});
