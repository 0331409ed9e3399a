import { defineAction, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { createTeam } from '../contract';
import { teamMembers, teams, users } from '../tables';

interface Member {
  userId: string;
  role: 'member' | 'lead';
}

/** A new team of colleagues. */
export const createTeamAction = defineAction(createTeam, {
  permission: 'team.create',
  isAboutAll: true,
  run: async (ctx, { name, managerId, members }) => {
    await assertColleagues(ctx, managerId ? [managerId] : []);
    const team = await ctx.db.insert(teams, { name, managerId: managerId ?? null });
    await writeMembers(ctx, team.id, members);
    ctx.touch('team');
    return { id: team.id };
  },
});

/** Throws not_found unless all of these are staff of this workspace. */
export async function assertColleagues(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const found = wanted.length > 0 ? await ctx.db.list(users, { id: wanted, type: 'internal' }) : [];
  if (found.length < wanted.length) throw notFound('user');
}

/** Replaces the members of a team; somebody named twice is a member once, as named last. */
export async function writeMembers(ctx: Ctx, teamId: string, members: readonly Member[]): Promise<void> {
  const unique = new Map(members.map((member) => [member.userId, member]));
  await assertColleagues(ctx, [...unique.keys()]);
  await ctx.db.rows(sql`delete from team_members where tenant_id = ${ctx.tenant} and team_id = ${teamId}`);
  await ctx.db.insertMany(
    teamMembers,
    [...unique.values()].map((member) => ({ teamId, ...member })),
  );
}
