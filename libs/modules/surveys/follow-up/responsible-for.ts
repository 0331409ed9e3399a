import { teamMembers, teams, users } from '@kelp/identity';
import type { Ctx } from '@kelp/kernel';
import { peopleWithRole, type Recipient } from '@kelp/notifications';
import { boards, tickets } from '@kelp/tickets';
import type { Row } from '@kelp/platform/db';

type Invitation = { ticketId: string | null };

/**
 * Who talks with the client about a low answer: who has the ticket, else a lead or the manager of its team, else the manager of its board, else
 * somebody with the role Manager, else an Owner. Only people who are active; null when there is nobody.
 */
export async function responsibleFor(ctx: Ctx, { ticketId }: Invitation): Promise<Recipient | null> {
  const ticket = ticketId ? await ctx.db.get(tickets, ticketId) : undefined;
  const named = [...(ticket ? await peopleOf(ctx, ticket) : []), ...(await leadersOf(ctx))];
  const ids = named.flatMap(({ userId }) => userId ?? []);
  const active = await ctx.db.list(users, { id: ids, type: 'internal', isActive: true });
  return named.find(({ userId }) => active.some(({ id }) => id === userId)) ?? null;
}

async function peopleOf(ctx: Ctx, ticket: Row<typeof tickets>): Promise<Recipient[]> {
  const { teamId, assignedTo, boardId } = ticket;
  const leads = teamId ? await ctx.db.list(teamMembers, { teamId, role: 'lead' }, { orderBy: 'userId' }) : [];
  const team = teamId ? await ctx.db.find(teams, { id: teamId }) : undefined;
  const { managerId } = await ctx.db.get(boards, boardId);
  return [
    { userId: assignedTo, reason: 'assignee' },
    ...leads.map(({ userId }) => ({ userId, reason: 'team' as const })),
    { userId: team?.managerId ?? null, reason: 'team' },
    { userId: managerId, reason: 'board_manager' },
  ];
}

async function leadersOf(ctx: Ctx): Promise<Recipient[]> {
  const managers = (await peopleWithRole(ctx, 'Manager')).sort();
  const owners = (await peopleWithRole(ctx, 'Owner')).sort();
  return [
    ...managers.map((userId) => ({ userId, reason: 'manager' as const })),
    ...owners.map((userId) => ({ userId, reason: 'administrator' as const })),
  ];
}
