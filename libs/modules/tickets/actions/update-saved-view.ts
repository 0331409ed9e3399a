import { defineAction } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { updateSavedView } from '../contract';
import { conditionsOfView } from '../queue/view-query';
import { lockSeenView, requireChange, requireShare } from '../queue/views-of';
import { savedViews } from '../tables';

/** Changes a view for everybody who sees it. */
export const updateSavedViewAction = defineAction(updateSavedView, {
  permission: 'ticket.read',
  run: async (ctx, { id, version, ...input }) => {
    const before = await lockSeenView(ctx, id);
    requireChange(ctx, before);
    const audience = input.audience ?? before.audience;
    requireShare(ctx, audience);
    if (input.query !== undefined) conditionsOfView(input.query);
    const teamId = audience === 'team' ? (input.teamId ?? before.teamId) : null;
    if (audience === 'team' && !teamId) throw invalid('A team’s view names its team.', { teamId: 'Choose a team.' });
    const ownerId = audience === 'mine' ? ctx.actor.id : before.ownerId;
    const after = await ctx.db.update(savedViews, id, { ...input, audience, teamId, ownerId }, version);
    ctx.touch('saved_view');
    return { id, version: after.version };
  },
});
