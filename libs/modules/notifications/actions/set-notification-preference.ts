import { defineAction } from '@kelp/kernel';
import { invalid, refused } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { readRules } from '../addressees';
import { setNotificationPreference } from '../contract';
import { audienceOf, offers } from '../domain/subtypes';
import { wayOf } from '../domain/ways';
import { ownAudience, ownReader } from '../own-user';
import { readPreferences } from '../read-preferences';

/** Turns one kind on or off for one way; it counts from the next event on. */
export const setNotificationPreferenceAction = defineAction(setNotificationPreference, {
  signedIn: true,
  run: async (ctx, { subtype, channel, isOn }) => {
    const userId = ownReader(ctx);
    if (audienceOf(subtype) !== ownAudience(ctx) || !offers(subtype, channel))
      throw invalid('This is not told in this way. Choose another one.', { channel: 'Not offered.' });
    if (!wayOf(subtype, channel, await readRules(ctx), []).mayChoose)
      throw refused(
        'notification.locked',
        'This is decided for everybody. Ask whoever keeps the settings of your workspace.',
      );
    await ctx.db.rows(
      sql`insert into notification_preferences (tenant_id, user_id, subtype, channel, is_on)
          values (${ctx.tenant}, ${userId}, ${subtype}, ${channel}, ${isOn})
          on conflict (tenant_id, user_id, subtype, channel) do update set is_on = excluded.is_on`,
    );
    return { preferences: await readPreferences(ctx, userId) };
  },
});
