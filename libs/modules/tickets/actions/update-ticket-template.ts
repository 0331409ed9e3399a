import { defineAction } from '@kelp/kernel';
import { checkTemplate } from '../check-ticket-template';
import { updateTicketTemplate } from '../contract/ticket-templates';
import { ticketTemplates } from '../tables';

/** Changes a template; tickets made from it stay as they are. */
export const updateTicketTemplateAction = defineAction(updateTicketTemplate, {
  permission: 'ticket_template.manage',
  run: async (ctx, { id, version, ...changes }) => {
    const before = await ctx.db.lock(ticketTemplates, id);
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const { boardId, categoryId, subcategoryId } = { ...before, ...given };
    await checkTemplate(ctx, { ...changes, boardId, categoryId, subcategoryId });
    const after = await ctx.db.update(ticketTemplates, id, changes, version);
    ctx.touch('ticket_template');
    return { id, version: after.version };
  },
});
