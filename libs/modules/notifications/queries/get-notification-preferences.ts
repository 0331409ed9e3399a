import { defineQuery } from '@kelp/kernel';
import { getNotificationPreferences } from '../contract';
import { ownReader } from '../own-user';
import { readPreferences } from '../read-preferences';

/** What the caller is told, and how. */
export const getNotificationPreferencesQuery = defineQuery(getNotificationPreferences, {
  signedIn: true,
  run: async (ctx) => ({ preferences: await readPreferences(ctx, ownReader(ctx)) }),
});
