import { defineAction } from '@kelp/kernel';
import { saveNotificationSettings } from '../contract';
import { noticeSettings } from '../settings';

/** Whether the staff gets notices by mail at all, and within which time they are folded. */
export const saveNotificationSettingsAction = defineAction(saveNotificationSettings, {
  permission: 'notification_settings.update',
  run: async (ctx, settings) => {
    await ctx.saveSetting(noticeSettings, settings);
    ctx.touch('notification');
    return {};
  },
});
