import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { lockWorkspace } from '@kelp/tenants';
import { createWebhook } from '../contract';
import { webhookEndpoints } from '../tables';
import { checkedAddress, checkedEvents, newSecret, ownerOf } from '../write-webhook';

/** More would make every event many requests. */
const most = 20;

/** An address that hears of events from now on. Its secret is shown this once. */
export const createWebhookAction = defineAction(createWebhook, {
  permission: 'webhook.create',
  run: async (ctx, { name, url, events }) => {
    // two at the same time count each other
    await lockWorkspace(ctx);
    const { count } = await ctx.db.one<{ count: number }>(
      sql`select count(*)::int as count from webhook_endpoints where tenant_id = ${ctx.tenant}`,
    );
    if (count >= most)
      throw refused('webhook.too_many', `A workspace has at most ${most} webhooks. Delete one that is not needed.`);
    const { secret, sealed } = newSecret(ctx);
    const row = await ctx.db.insert(webhookEndpoints, {
      name,
      url: checkedAddress(url),
      events: checkedEvents(ctx, events),
      ownerId: ownerOf(ctx),
      secret: sealed,
    });
    ctx.touch('webhook');
    return { id: row.id, secret, version: row.version };
  },
});
