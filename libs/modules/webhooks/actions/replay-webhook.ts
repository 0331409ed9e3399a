import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid, notFound, refused } from '@kelp/std';
import { replayWebhook, type DeliveryState } from '../contract';
import { wakeWebhooks } from '../lock-webhook';
import { webhookEndpoints } from '../tables';

const undelivered: DeliveryState[] = ['failed', 'held'];

/** Sends deliveries again: the same events with the same ids. What its owner could not see is looked at anew. */
export const replayWebhookAction = defineAction(replayWebhook, {
  permission: 'webhook.update',
  run: async (ctx, { id, deliveryIds, from, until, which }) => {
    const endpoint = await ctx.db.lock(webhookEndpoints, id);
    if (!endpoint.isActive)
      throw refused('webhook.paused', 'This webhook is paused. Resume it first, then send again.');
    if (!deliveryIds && !from)
      throw invalid('Say which deliveries to send again.', { from: 'Choose from when on to send again.' });
    const chosen = deliveryIds
      ? sql`id = any(${deliveryIds}::uuid[])`
      : sql`occurred_at >= ${from} and occurred_at < ${until ?? ctx.now()}
            and (${which === 'all'} or state = any(${undelivered}::text[]))`;
    const queued = await ctx.db.rows(
      sql`update webhook_deliveries set state = 'waiting', next_at = ${ctx.now()}, tries = 0, error = null
          where tenant_id = ${ctx.tenant} and endpoint_id = ${id} and ${chosen} returning id`,
    );
    if (deliveryIds && queued.length === 0) throw notFound('delivery');
    await wakeWebhooks(ctx, [id]);
    ctx.touch('webhook');
    return { queued: queued.length };
  },
});
