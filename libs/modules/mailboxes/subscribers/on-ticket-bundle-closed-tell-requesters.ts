import { subscribe } from '@kelp/kernel';
import { ticketBundleClosed, tickets } from '@kelp/tickets';
import { contacts } from '@kelp/clients';
import { ticketClosedTogetherEmail } from '../emails/ticket-closed-together';
import { dispatchOf, mailClient, portalLink } from '../mail-client';

/**
 * Whoever asked on the master or on a child that closed with it hears of it once, also with several tickets in the bundle. A reply in the same act
 * has told them already that there is news; this says that their own request is closed.
 */
export const onTicketBundleClosedTellRequesters = subscribe(
  ticketBundleClosed,
  'on-ticket-bundle-closed-tell-requesters',
  async (ctx, { id, payload }) => {
    const ids = [...payload.childTicketIds, payload.masterTicketId];
    // As they are now: what was reopened or merged meanwhile is not called closed.
    const closed = await ctx.db.list(tickets, { id: ids, isClosed: true, mergedIntoId: null }, { orderBy: 'id' });
    const people = await ctx.db.list(contacts, { id: closed.flatMap(({ contactId }) => contactId ?? []) });
    const told = new Set<string>();
    for (const ticket of closed) {
      const person = people.find((one) => one.id === ticket.contactId);
      if (!person?.email || person.isInactive || told.has(person.id)) continue;
      told.add(person.id);
      const dispatch = await dispatchOf(ctx, ticket);
      const to = { address: person.email, name: person.fullName, contactId: person.id, locale: person.locale };
      await mailClient(ctx, ticketClosedTogetherEmail, ticket, dispatch, {
        to,
        dedupeKey: `${id}:closed:${person.email}`,
        props: {
          name: person.fullName,
          workspace: dispatch.workspace,
          number: ticket.numberText,
          title: ticket.title,
          link: await portalLink(ctx, person.id, ticket.id),
        },
      });
    }
  },
  { history: 'never' },
);
