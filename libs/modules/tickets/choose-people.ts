import { teamMembers, teams, users } from '@kelp/identity';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { ticketAgents } from './tables';

/** The lead of a team who can work today, else its manager; null when neither is active. Throws not_found for an unknown team. */
export async function leadOf(ctx: ReadCtx, teamId: string): Promise<string | null> {
  const team = await ctx.db.get(teams, teamId);
  const leads = await ctx.db.list(teamMembers, { teamId, role: 'lead' }, { orderBy: 'userId' });
  for (const userId of [...leads.map((lead) => lead.userId), team.managerId]) {
    if (userId && (await ctx.db.find(users, { id: userId, isActive: true }))) return userId;
  }
  return null;
}

/** The people beside the assignee; each must be an active member of staff. Returns true when something changed. */
export async function setAgents(ctx: Ctx, ticketId: string, userIds: readonly string[]): Promise<boolean> {
  const wanted = new Set(userIds);
  const known = await ctx.db.list(ticketAgents, { ticketId }, { lock: true });
  const present = known.filter((row) => !row.removedAt);
  const added = [...wanted].filter((userId) => !present.some((row) => row.userId === userId));
  await assertStaff(ctx, added);
  for (const userId of added) {
    const former = known.find((row) => row.userId === userId);
    if (former) await ctx.db.update(ticketAgents, former.id, { removedAt: null });
    else await ctx.db.insert(ticketAgents, { ticketId, userId });
  }
  const gone = present.filter((row) => !wanted.has(row.userId));
  for (const row of gone) await ctx.db.update(ticketAgents, row.id, { removedAt: ctx.now() });
  return added.length + gone.length > 0;
}

async function assertStaff(ctx: Ctx, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  for (const id of userIds) {
    const user = await ctx.db.get(users, id);
    if (user.type === 'internal' && user.isActive) continue;
    throw invalid('Only active members of staff can work on a ticket.', {
      agentIds: 'Choose active members of staff.',
    });
  }
}
