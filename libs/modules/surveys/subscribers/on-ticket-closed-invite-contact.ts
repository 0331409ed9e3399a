import { subscribeBatch } from '@kelp/kernel';
import { ticketClosed, tickets } from '@kelp/tickets';
import { triggersFor } from '../inviting/fitting-trigger';
import { mayBeAsked } from '../inviting/may-be-asked';
import { sendSurvey } from '../inviting/send-survey';
import { standsForAnother } from '../inviting/stands-for-another';
import { surveyInvitations } from '../tables';

/** One survey for each closing that a trigger fits, to the contact of the ticket; a ticket that is open again, or merged, asks nobody. */
export const onTicketClosedInviteContact = subscribeBatch(
  ticketClosed,
  'on-ticket-closed-invite-contact',
  async (ctx, events) => {
    const ids = events.map(({ payload }) => payload.ticketId);
    const closed = await ctx.db.list(tickets, { id: ids, isClosed: true, mergedIntoId: null });
    const triggers = await triggersFor(ctx, closed);
    for (const { id: causeId, payload } of events) {
      const ticket = closed.find(({ id }) => id === payload.ticketId);
      const found = ticket?.contactId ? triggers.for(ticket) : undefined;
      if (!ticket?.contactId || !found) continue;
      const { trigger, template } = found;
      const contact = await mayBeAsked(ctx, ticket.contactId, trigger.throttleDays);
      if (!contact || (await standsForAnother(ctx, ticket))) continue;
      if (await ctx.db.find(surveyInvitations, { causeId })) continue;
      await sendSurvey(ctx, template, {
        to: { address: contact.email, name: contact.fullName, locale: contact.locale, contactId: contact.id },
        ticket,
        clientId: ticket.clientId,
        triggerId: trigger.id,
        causeId,
        userId: ticket.assignedTo,
      });
    }
  },
  { history: 'never' },
);
