import { defineAction } from '@kelp/kernel';
import { recordChange } from '@kelp/tenants';
import { updateSignInSettings } from '../contract';
import { assertProved } from '../factors/prove';
import { passwordLength } from '../settings';

/** What a new password must be; passwords that are there stay. */
export const updateSignInSettingsAction = defineAction(updateSignInSettings, {
  permission: 'sign_in_settings.update',
  run: async (ctx, { shortestPassword }) => {
    await assertProved(ctx);
    const before = { shortestPassword: await ctx.setting(passwordLength) };
    await ctx.saveSetting(passwordLength, shortestPassword);
    const subject = 'tenant_settings';
    const after = { shortestPassword };
    await recordChange(ctx, { action: 'sign_in_settings.update', subject, subjectId: null, before, after });
    ctx.touch('sign_in_settings');
    return after;
  },
});
