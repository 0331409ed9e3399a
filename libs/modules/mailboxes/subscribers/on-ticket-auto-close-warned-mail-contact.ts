import { subscribe } from '@kelp/kernel';
import { ticketAutoCloseWarned, tickets } from '@kelp/tickets';
import { ticketWillCloseEmail } from '../emails/ticket-will-close';
import { dispatchOf, mailClient, portalLink } from '../mail-client';
import { participantsOf } from '../participants';
import { wanting } from '../unwanted-mail';

/** The ticket's contact hears that it will close, in the ticket's own thread, so that an answer keeps it open. */
export const onTicketAutoCloseWarnedMailContact = subscribe(
  ticketAutoCloseWarned,
  'on-ticket-auto-close-warned-mail-contact',
  async (ctx, { id, payload }) => {
    const ticket = await ctx.db.get(tickets, payload.ticketId);
    // Somebody may have closed it, or written, between the warning and this mail.
    if (ticket.isClosed || ticket.responseState === 'awaiting_us') return;
    const own = (await participantsOf(ctx, ticket.id)).filter(({ contactId }) => contactId === ticket.contactId);
    const [contact] = await wanting(ctx, own, 'will_close');
    if (!contact) return;
    const dispatch = await dispatchOf(ctx, ticket);
    await mailClient(ctx, ticketWillCloseEmail, ticket, dispatch, {
      to: contact,
      dedupeKey: `${id}:will-close:${contact.address}`,
      props: {
        name: contact.name,
        workspace: dispatch.workspace,
        number: ticket.numberText,
        title: ticket.title,
        days: payload.days,
        isOneDay: payload.days === 1,
        link: await portalLink(ctx, contact.contactId, ticket.id),
      },
    });
  },
  { history: 'never' },
);
