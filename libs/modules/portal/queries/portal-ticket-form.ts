import { portalFields } from '@kelp/fields';
import { defineQuery } from '@kelp/kernel';
import { boards } from '@kelp/tickets';
import { portalTicketForm } from '../contract';

/** The custom fields that clients fill in when they ask for help: those of the board on which requests arrive. */
export const portalTicketFormQuery = defineQuery(portalTicketForm, {
  permission: 'portal_ticket.create',
  run: async (ctx) => {
    const [board] = await ctx.db.list(boards, { isActive: true }, { orderBy: 'position', limit: 1 });
    const fields = await portalFields(ctx, 'ticket', {}, board?.id ?? null);
    return { fields: fields.filter(({ isEditable }) => isEditable) };
  },
});
