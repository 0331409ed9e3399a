import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { deleteTicketTemplate } from '../contract/ticket-templates';
import { recurringTickets, ticketTemplates } from '../tables';

/** Takes a template away; refused while a recurring ticket is made from it. */
export const deleteTicketTemplateAction = defineAction(deleteTicketTemplate, {
  permission: 'ticket_template.manage',
  run: async (ctx, { id }) => {
    await ctx.db.lock(ticketTemplates, id);
    const user = await ctx.db.find(recurringTickets, { templateId: id });
    if (user) {
      throw refused(
        'ticket_template.used',
        `The recurring ticket ${user.name} is made from it. Change that one first.`,
      );
    }
    await ctx.db.remove(ticketTemplates, id);
    ctx.touch('ticket_template');
    return { id };
  },
});
