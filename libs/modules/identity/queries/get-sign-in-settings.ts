import { defineQuery } from '@kelp/kernel';
import { getSignInSettings } from '../contract';
import { passwordLength } from '../settings';

/** What a new password must be. */
export const getSignInSettingsQuery = defineQuery(getSignInSettings, {
  permission: 'sign_in_settings.read',
  run: async (ctx) => ({ shortestPassword: await ctx.setting(passwordLength) }),
});
