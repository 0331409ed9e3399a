import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { getTimeSettings } from '../contract';
import { defaultServices, overlapPolicy, untrackedBoards } from '../settings';

/** The time settings as they hold now. */
export async function readTimeSettings(ctx: ReadCtx) {
  const services = await ctx.setting(defaultServices);
  return {
    overlapPolicy: await ctx.setting(overlapPolicy),
    defaultServiceId: services.workspace,
    untrackedBoardIds: await ctx.setting(untrackedBoards),
    boardServices: Object.entries(services.boards).map(([boardId, serviceId]) => ({ boardId, serviceId })),
  };
}

export const getTimeSettingsQuery = defineQuery(getTimeSettings, {
  permission: 'time_settings.read',
  run: readTimeSettings,
});
