import { defineAction } from '@kelp/kernel';
import { invalid, refused } from '@kelp/std';
import { addTicketChecklist } from '../contract/checklists';
import { putChecklist } from '../put-checklist';
import { checklistTemplates, ticketChecklists, tickets } from '../tables';

/** A checklist on a ticket: the items of a template, or an empty one with a name. */
export const addTicketChecklistAction = defineAction(addTicketChecklist, {
  permission: 'ticket.update',
  run: async (ctx, { ticketId, templateId, name }) => {
    await ctx.db.lock(tickets, ticketId);
    if (templateId) {
      const id = await putChecklist(ctx, ticketId, await ctx.db.get(checklistTemplates, templateId));
      if (!id) throw refused('checklist.present', 'This checklist is on the ticket already.');
      return { id };
    }
    if (!name) throw invalid('Choose a checklist, or name a new one.', { name: 'Name the checklist.' });
    const position = (await ctx.db.list(ticketChecklists, { ticketId })).length;
    const { id } = await ctx.db.insert(ticketChecklists, { ticketId, name, position });
    ctx.touch('ticket');
    return { id };
  },
});
