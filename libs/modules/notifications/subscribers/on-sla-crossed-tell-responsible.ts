import { subscribe, type Ctx, type z } from '@kelp/kernel';
import { slaBreached, slaThresholdCrossed } from '@kelp/sla';
import { boards } from '@kelp/tickets';
import { describeTicket, peopleWithRole } from '../describe-ticket';
import { notify } from '../notify';

type Crossing = z.output<typeof slaBreached.payload>;

/** The assignee, else the board's manager, else everybody with the role Manager. */
async function responsibleFor(ctx: Ctx, ticket: { assignedTo: string | null; boardId: string }): Promise<string[]> {
  if (ticket.assignedTo) return [ticket.assignedTo];
  const { managerId } = await ctx.db.get(boards, ticket.boardId);
  return managerId ? [managerId] : peopleWithRole(ctx, 'Manager');
}

async function tell(
  ctx: Ctx,
  eventId: string,
  subtype: 'sla.breached' | 'sla.threshold_crossed',
  crossing: Crossing,
): Promise<void> {
  if (ctx.caller.isMuted) return;
  const { ticket, number, link } = await describeTicket(ctx, crossing.ticketId);
  if (ticket.isClosed) return;
  const title =
    subtype === 'sla.breached'
      ? `${number} has missed its ${crossing.clock} time`
      : `${number} has used ${crossing.percent} % of its ${crossing.clock} time`;
  const body = `${ticket.title} (${crossing.policyName})`;
  await notify(ctx, await responsibleFor(ctx, ticket), { subtype, eventId, title, body, link, ticketId: ticket.id });
}

/** A warning before the due time, or an escalation after it. */
export const onSlaThresholdCrossedTellResponsible = subscribe(
  slaThresholdCrossed,
  'on-sla-threshold-crossed-tell-responsible',
  (ctx, event) => tell(ctx, event.id, 'sla.threshold_crossed', event.payload),
);

/** The due time has passed. */
export const onSlaBreachedTellResponsible = subscribe(slaBreached, 'on-sla-breached-tell-responsible', (ctx, event) =>
  tell(ctx, event.id, 'sla.breached', event.payload),
);
