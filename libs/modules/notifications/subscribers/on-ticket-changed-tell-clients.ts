import { subscribe, type Ctx, type Event } from '@kelp/kernel';
import { statuses, ticketAutoCloseWarned, ticketClosed, ticketReopened, ticketStatusChanged } from '@kelp/tickets';
import { describeForClients } from '../describe-ticket';
import type { Subtype } from '../domain/subtypes';
import type { Say } from '../domain/wordings';
import { allAs, notify } from '../notify';
import { portalParticipants } from '../portal-participants';

interface Told {
  subtype: Subtype;
  title: (say: Say, number: string) => string;
  /** The ticket's title where nothing is said. */
  body?: (say: Say) => string;
  channels?: readonly ['in_app'];
}

/** Tells the portal users who take part, but not who did it. Words are the portal's: its wording of a status, no name of a board. */
async function tellClients(ctx: Ctx, { id, actor, payload }: Event<{ ticketId: string }>, told: Told): Promise<void> {
  const { ticket, number, link } = await describeForClients(ctx, payload.ticketId);
  const people = await portalParticipants(ctx, ticket, { except: { userId: actor.id } });
  const { subtype, title, body, channels } = told;
  await notify(
    ctx,
    allAs('participant', people),
    {
      subtype,
      eventId: id,
      title: (say) => title(say, number),
      body: body ?? ticket.title,
      link,
      ticketId: ticket.id,
      collapseKey: `${subtype}:${ticket.id}`,
    },
    channels ? { channels } : {},
  );
}

export const onTicketStatusChangedTellClients = subscribe(
  ticketStatusChanged,
  'on-ticket-status-changed-tell-clients',
  async (ctx, event) => {
    const { statusId, formerStatusId } = event.payload;
    const [after, before] = [await ctx.db.get(statuses, statusId), await ctx.db.get(statuses, formerStatusId)];
    // Closing and opening again are told as such, and two statuses with the same words are one for a client.
    if (after.isClosed || before.isClosed || after.portalLabel === before.portalLabel) return;
    const title = (say: Say, number: string) => say('portal.status_changed', { number, status: after.portalLabel });
    await tellClients(ctx, event, { subtype: 'portal.status_changed', title });
  },
  { history: 'never' },
);

export const onTicketReopenedTellClients = subscribe(
  ticketReopened,
  'on-ticket-reopened-tell-clients',
  (ctx, event) =>
    tellClients(ctx, event, {
      subtype: 'portal.status_changed',
      title: (say, number) => say('portal.reopened', { number }),
    }),
  { history: 'never' },
);

export const onTicketClosedTellClients = subscribe(
  ticketClosed,
  'on-ticket-closed-tell-clients',
  (ctx, event) =>
    tellClients(ctx, event, {
      subtype: 'portal.closing',
      title: (say, number) => say('portal.closed', { number }),
      body: (say) => say('portal.closed.body'),
      channels: ['in_app'],
    }),
  { history: 'never' },
);

/** Its mail is sent in the ticket's thread. */
export const onTicketAutoCloseWarnedTellClients = subscribe(
  ticketAutoCloseWarned,
  'on-ticket-auto-close-warned-tell-clients',
  (ctx, event) => {
    const { days } = event.payload;
    return tellClients(ctx, event, {
      subtype: 'portal.closing',
      title: (say, number) => say(days === 1 ? 'portal.will_close.tomorrow' : 'portal.will_close', { number, days }),
      body: (say) => say('portal.will_close.body'),
      channels: ['in_app'],
    });
  },
  { history: 'never' },
);
