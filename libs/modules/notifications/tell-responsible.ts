import { teamMembers } from '@kelp/identity';
import type { Ctx, z } from '@kelp/kernel';
import { nextOwnHours, type slaBreached } from '@kelp/sla';
import { boards, type tickets } from '@kelp/tickets';
import type { Row } from '@kelp/platform/db';
import { describeTicket, peopleWithRole } from './describe-ticket';
import type { Say } from './domain/wordings';
import { allAs, notify, type Recipient } from './notify';

export type Crossing = z.output<typeof slaBreached.payload>;
export type CrossingSubtype = 'sla.breached' | 'sla.threshold_crossed';

/** The timer of somebody who is told when their own hours begin; its key is `<event id>:<user id>`. */
export const ownHoursKind = 'sla.own_hours';

/**
 * Whom a crossing concerns at this moment: whom its rules name. An assignee's part goes to the board's manager when nobody has
 * the ticket, and to everybody with the role Manager when there is neither.
 */
async function responsibleFor(
  ctx: Ctx,
  ticket: Row<typeof tickets>,
  asked: Crossing['recipients'],
): Promise<Recipient[]> {
  const { managerId } = await ctx.db.get(boards, ticket.boardId);
  const team = asked.team && ticket.teamId ? await ctx.db.list(teamMembers, { teamId: ticket.teamId }) : [];
  const asksManager = asked.boardManager || (asked.assignee && !ticket.assignedTo);
  const people = [
    ...allAs('assignee', asked.assignee ? [ticket.assignedTo] : []),
    ...allAs('board_manager', asksManager ? [managerId] : []),
    ...allAs(
      'team',
      team.map(({ userId }) => userId),
    ),
    ...allAs('named', asked.userIds),
  ].filter(({ userId }) => userId !== null);
  return people.length > 0 ? people : allAs('manager', await peopleWithRole(ctx, 'Manager'));
}

/** Tells the responsible of a crossing, those whose hours are to be respected when these begin. */
export async function tellResponsible(
  ctx: Ctx,
  eventId: string,
  subtype: CrossingSubtype,
  crossing: Crossing,
): Promise<void> {
  const { ticket } = await describeTicket(ctx, crossing.ticketId);
  if (ticket.isClosed) return;
  const people = await responsibleFor(ctx, ticket, crossing.recipients);
  const now = ctx.now();
  const moments = crossing.respectsHours
    ? await nextOwnHours(
        ctx,
        people.flatMap(({ userId }) => userId ?? []),
        crossing.calendarId,
        now,
      )
    : new Map<string, Date>();
  for (const { userId, reason } of people) {
    const at = moments.get(userId ?? '') ?? now;
    if (at <= now) await tellNow(ctx, eventId, subtype, crossing, { userId, reason });
    else await ctx.setDue(ownHoursKind, `${eventId}:${userId}`, at, { subtype, crossing, reason });
  }
}

/** Tells one person; of a ticket that was closed meanwhile nothing is told any more. */
export async function tellNow(
  ctx: Ctx,
  eventId: string,
  subtype: CrossingSubtype,
  crossing: Crossing,
  recipient: Recipient,
): Promise<void> {
  const { ticket, number, link } = await describeTicket(ctx, crossing.ticketId);
  if (ticket.isClosed) return;
  const { clock, percent, level, policyName } = crossing;
  const said = (say: Say) =>
    subtype === 'sla.breached'
      ? say(`sla.breached.${clock}`, { number })
      : say(`sla.crossed.${clock}`, { number, percent });
  await notify(
    ctx,
    [recipient],
    {
      subtype: subtype === 'sla.threshold_crossed' && level !== null ? 'sla.escalated' : subtype,
      eventId,
      title: (say) => (level === null ? said(say) : say('sla.escalated', { said: said(say), level })),
      body: `${ticket.title} (${policyName})`,
      link,
      ticketId: ticket.id,
    },
    { channels: crossing.channels },
  );
}
