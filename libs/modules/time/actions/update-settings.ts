import { defineAction } from '@kelp/kernel';
import { boards } from '@kelp/tickets';
import { chooseService } from '../choose-service';
import { updateTimeSettings } from '../contract';
import { readTimeSettings } from '../queries/get-settings';
import { defaultServices, overlapPolicy, untrackedBoards } from '../settings';

/** What overlaps do, which service stands for time that names none, and where nobody is timed by looking. */
export const updateTimeSettingsAction = defineAction(updateTimeSettings, {
  permission: 'time_settings.update',
  run: async (ctx, input) => {
    if (input.overlapPolicy) await ctx.saveSetting(overlapPolicy, input.overlapPolicy);
    const current = await ctx.setting(defaultServices);
    if (input.defaultServiceId) await chooseService(ctx, input.defaultServiceId, null);
    for (const { boardId, serviceId } of input.boardServices ?? []) {
      await ctx.db.get(boards, boardId);
      await chooseService(ctx, serviceId, null);
    }
    await ctx.saveSetting(defaultServices, {
      workspace: input.defaultServiceId === undefined ? current.workspace : input.defaultServiceId,
      boards: input.boardServices
        ? Object.fromEntries(input.boardServices.map(({ boardId, serviceId }) => [boardId, serviceId]))
        : current.boards,
    });
    if (input.untrackedBoardIds) {
      for (const boardId of input.untrackedBoardIds) await ctx.db.get(boards, boardId);
      await ctx.saveSetting(untrackedBoards, [...new Set(input.untrackedBoardIds)]);
      ctx.touch('work_schedule');
    }
    return readTimeSettings(ctx);
  },
});
