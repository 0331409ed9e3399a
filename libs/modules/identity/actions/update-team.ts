import { defineAction } from '@kelp/kernel';
import { recordChange } from '@kelp/tenants';
import { updateTeam } from '../contract';
import { teamMembers, teams } from '../tables';
import { assertColleagues, writeMembers } from './create-team';

/** Changes name, manager or the whole list of members of a team. */
export const updateTeamAction = defineAction(updateTeam, {
  permission: 'team.update',
  isAboutAll: true,
  run: async (ctx, { id, version, members, ...patch }) => {
    await assertColleagues(ctx, patch.managerId ? [patch.managerId] : []);
    const team = await ctx.db.update(teams, id, patch, version);
    if (members) {
      const before = await ctx.db.list(teamMembers, { teamId: id });
      await writeMembers(ctx, id, members);
      await recordChange(ctx, {
        action: updateTeam.name,
        subject: 'teams',
        subjectId: id,
        before: { members: before.map(({ userId, role }) => ({ userId, role })) },
        after: { members },
      });
    }
    ctx.touch('team');
    return { id, version: team.version };
  },
});
