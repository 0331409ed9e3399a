import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { openTicket, takeUploads, writeComment } from '@kelp/tickets';
import { createPortalTicket } from '../contract';

/** A client's request for help: a ticket of their own client and contact on the first board. */
export const createPortalTicketAction = defineAction(createPortalTicket, {
  permission: 'portal_ticket.create',
  run: async (ctx, { title, description, uploads, custom }) => {
    const { id, name, clientId, contactId } = ctx.actor;
    if (!clientId) {
      throw refused(
        'portal.no_client',
        'Only people of a client ask for help here. Staff open tickets in the workspace.',
      );
    }
    const ticket = await openTicket(ctx, { title, clientId, contactId, origin: 'portal', custom, filledBy: 'client' });
    const attachments = await takeUploads(ctx, uploads);
    if (description.trim() || attachments.length > 0) {
      await writeComment(ctx, ticket, {
        authorType: 'client',
        visibility: 'public',
        authorName: name,
        userId: id,
        contactId,
        // A photo alone still opens the conversation; the title says what it is about.
        text: description.trim() || title,
        isOpening: true,
        attachments,
      });
    }
    return { id: ticket.id, number: ticket.numberText };
  },
});
