import { users } from '@kelp/identity';
import { subscribe, type Ctx, type Event } from '@kelp/kernel';
import {
  priorities,
  statuses,
  ticketClosed,
  ticketPriorityChanged,
  ticketReopened,
  ticketStatusChanged,
  ticketWatchers,
} from '@kelp/tickets';
import { describeTicket } from '../describe-ticket';
import type { Subtype } from '../domain/subtypes';
import { allAs, notify, type Said } from '../notify';

type Change = Event<{ ticketId: string }>;

/**
 * What a colleague did to a ticket reaches its assignee and those who follow it. What a client's reply or the program itself moved is
 * told by the reply.
 */
async function tellFollowers(
  ctx: Ctx,
  { id, actor, payload: { ticketId } }: Change,
  subtype: Subtype,
  title: (number: string) => Said,
): Promise<void> {
  if (!actor.id) return;
  if (!(await ctx.db.find(users, { id: actor.id, type: 'internal' }))) return;
  const { ticket, number, link } = await describeTicket(ctx, ticketId);
  const watchers = await ctx.db.list(ticketWatchers, { ticketId });
  const followers = watchers.map(({ userId }) => userId);
  const people = [...allAs('assignee', [ticket.assignedTo]), ...allAs('follower', followers)].filter(
    ({ userId }) => userId !== actor.id,
  );
  const about = { eventId: id, body: ticket.title, link, ticketId, collapseKey: `${subtype}:${ticketId}` };
  await notify(ctx, people, { ...about, subtype, title: title(number) });
}

export const onTicketStatusChangedTellFollowers = subscribe(
  ticketStatusChanged,
  'on-ticket-status-changed-tell-followers',
  async (ctx, event) => {
    const { statusId, formerStatusId } = event.payload;
    const [after, before] = [await ctx.db.get(statuses, statusId), await ctx.db.get(statuses, formerStatusId)];
    // Closing and opening again are told as such.
    if (after.isClosed || before.isClosed) return;
    const title =
      (number: string): Said =>
      (say) =>
        say('ticket.updated.status', { number, status: after.name });
    await tellFollowers(ctx, event, 'ticket.updated', title);
  },
  { history: 'never' },
);

export const onTicketPriorityChangedTellFollowers = subscribe(
  ticketPriorityChanged,
  'on-ticket-priority-changed-tell-followers',
  async (ctx, event) => {
    const { name: priority } = await ctx.db.get(priorities, event.payload.priorityId);
    await tellFollowers(
      ctx,
      event,
      'ticket.updated',
      (number) => (say) => say('ticket.updated.priority', { number, priority }),
    );
  },
  { history: 'never' },
);

export const onTicketClosedTellFollowers = subscribe(
  ticketClosed,
  'on-ticket-closed-tell-followers',
  (ctx, event) => tellFollowers(ctx, event, 'ticket.closed', (number) => (say) => say('ticket.closed', { number })),
  { history: 'never' },
);

export const onTicketReopenedTellFollowers = subscribe(
  ticketReopened,
  'on-ticket-reopened-tell-followers',
  (ctx, event) => tellFollowers(ctx, event, 'ticket.reopened', (number) => (say) => say('ticket.reopened', { number })),
  { history: 'never' },
);
