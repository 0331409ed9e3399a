import { defineAction } from '@kelp/kernel';
import { checkTemplate } from '../check-ticket-template';
import { createTicketTemplate } from '../contract/ticket-templates';
import { ticketTemplates } from '../tables';

export const createTicketTemplateAction = defineAction(createTicketTemplate, {
  permission: 'ticket_template.manage',
  run: async (ctx, input) => {
    await checkTemplate(ctx, input);
    const { id } = await ctx.db.insert(ticketTemplates, input);
    ctx.touch('ticket_template');
    return { id };
  },
});
