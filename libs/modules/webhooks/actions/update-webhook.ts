import { defineAction } from '@kelp/kernel';
import { updateWebhook } from '../contract';
import { holdWaiting } from '../pause-webhook';
import { webhookEndpoints } from '../tables';
import { checkedAddress, checkedEvents, ownerOf } from '../write-webhook';

/** Changes, pauses or resumes a webhook. It hears for whoever saves it, so that nobody sends on what only another person may see. */
export const updateWebhookAction = defineAction(updateWebhook, {
  permission: 'webhook.update',
  run: async (ctx, { id, version, name, url, events, isActive }) => {
    const before = await ctx.db.lock(webhookEndpoints, id);
    const isPaused = isActive === false && before.isActive;
    const isResumed = isActive === true && !before.isActive;
    const after = await ctx.db.update(
      webhookEndpoints,
      id,
      {
        name,
        url: url === undefined ? undefined : checkedAddress(url),
        events: checkedEvents(ctx, events ?? before.events),
        ownerId: ownerOf(ctx),
        ...(isPaused ? { isActive, pausedBecause: 'person' as const } : {}),
        ...(isResumed ? { isActive, pausedBecause: null, failures: 0, failingSince: null, restsUntil: null } : {}),
      },
      version,
    );
    if (isPaused) await holdWaiting(ctx, id);
    ctx.touch('webhook');
    return { id, version: after.version };
  },
});
