import { defineAction } from '@kelp/kernel';
import { invalid, notFound } from '@kelp/std';
import { snoozeNotification } from '../contract';
import { ownUser } from '../own-user';
import { countUnread } from '../queries/list-notifications';
import { notifications } from '../tables';
import { wake, wakeKind } from '../wake';

const maxDays = 365;

/** Out of sight until then. Throws not_found for another's, invalid for an instant that is past or more than a year away. */
export const snoozeNotificationAction = defineAction(snoozeNotification, {
  signedIn: true,
  run: async (ctx, { id, until }) => {
    const userId = ownUser(ctx);
    const found = await ctx.db.lock(notifications, id);
    if (found.userId !== userId || !found.isInApp) throw notFound(notifications.noun);
    if (until === null) {
      if (found.snoozedUntil) await wake(ctx, id);
      await ctx.setDue(wakeKind, id, null);
      return { unread: await countUnread(ctx, userId) };
    }
    const latest = ctx.now().getTime() + maxDays * 86_400_000;
    if (until <= ctx.now() || until.getTime() > latest)
      throw invalid('Choose a time from now on and within a year.', { until: 'Not a time to come.' });
    await ctx.db.update(notifications, id, { snoozedUntil: until });
    await ctx.setDue(wakeKind, id, until);
    ctx.touch('notification');
    return { unread: await countUnread(ctx, userId) };
  },
});
