import { defineAction } from '@kelp/kernel';
import { rotateWebhookSecret } from '../contract';
import { webhookEndpoints } from '../tables';
import { newSecret } from '../write-webhook';

/** A new secret, shown this once; the former one signs too until its hours are over. */
export const rotateWebhookSecretAction = defineAction(rotateWebhookSecret, {
  permission: 'webhook.update',
  run: async (ctx, { id, overlapHours }) => {
    const { secret: former } = await ctx.db.lock(webhookEndpoints, id);
    const { secret, sealed } = newSecret(ctx);
    const formerUntil = overlapHours === 0 ? null : new Date(ctx.now().getTime() + overlapHours * 3_600_000);
    await ctx.db.update(webhookEndpoints, id, {
      secret: sealed,
      formerSecret: formerUntil ? former : null,
      formerUntil,
    });
    ctx.touch('webhook');
    return { id, secret, formerUntil };
  },
});
