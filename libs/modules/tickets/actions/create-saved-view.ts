import { defineAction } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { createSavedView } from '../contract';
import { conditionsOfView } from '../queue/view-query';
import { requireShare } from '../queue/views-of';
import { savedViewPins, savedViews } from '../tables';

/** Keeps a list under a name; for others only with the permission to share so widely. */
export const createSavedViewAction = defineAction(createSavedView, {
  permission: 'ticket.read',
  run: async (ctx, { isPinned, teamId, ...input }) => {
    requireShare(ctx, input.audience);
    conditionsOfView(input.query);
    if ((input.audience === 'team') !== Boolean(teamId))
      throw invalid('A team’s view names its team.', { teamId: 'Choose a team.' });
    const view = await ctx.db.insert(savedViews, {
      ...input,
      id: ctx.newId(),
      ownerId: ctx.actor.id,
      teamId: teamId ?? null,
    });
    if (isPinned && ctx.actor.id)
      await ctx.db.insert(savedViewPins, { userId: ctx.actor.id, viewId: view.id, isPinned: true, position: 1000 });
    ctx.touch('saved_view');
    return { id: view.id };
  },
});
