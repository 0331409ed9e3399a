import { interactions, interactionUpdated } from '@kelp/clients';
import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { makeTicketOfInteraction } from '../contract';
import { createTicketAction } from './create-ticket';

/** Opens a ticket for what was talked about, for the same client and contact. The interaction names it from then on; a second one is refused. */
export const makeTicketOfInteractionAction = defineAction(makeTicketOfInteraction, {
  permission: 'ticket.create',
  run: async (ctx, { interactionId, boardId }) => {
    ctx.require('interaction.update');
    const { title, body, clientId, contactId, ticketId } = await ctx.db.lock(interactions, interactionId);
    if (ticketId)
      throw refused(
        'interaction.has_ticket',
        'This belongs to a ticket already. Open that one, or log a new interaction.',
        {
          ticketId,
        },
      );
    const input = createTicketAction.contract.input.parse({ title, clientId, contactId, description: body, boardId });
    const made = await ctx.run(createTicketAction, input);
    await ctx.db.update(interactions, interactionId, { ticketId: made.id });
    ctx.emit(interactionUpdated, interactionId, { interactionId });
    return made;
  },
});
