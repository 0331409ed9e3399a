import { defineAction } from '@kelp/kernel';
import { testWebhook } from '../contract';
import { testEvent } from '../event-catalogue';
import { wakeWebhooks } from '../lock-webhook';
import { webhookDeliveries, webhookEndpoints } from '../tables';

/** Sends a test event, whatever the webhook listens to and also while it is paused. */
export const testWebhookAction = defineAction(testWebhook, {
  permission: 'webhook.update',
  run: async (ctx, { id }) => {
    await ctx.db.lock(webhookEndpoints, id);
    const { id: deliveryId } = await ctx.db.insert(webhookDeliveries, {
      id: ctx.newId(),
      endpointId: id,
      eventId: ctx.newId(),
      eventType: testEvent,
      eventVersion: 1,
      occurredAt: ctx.now(),
      payload: {},
      nextAt: ctx.now(),
    });
    await wakeWebhooks(ctx, [id]);
    ctx.touch('webhook');
    return { deliveryId };
  },
});
