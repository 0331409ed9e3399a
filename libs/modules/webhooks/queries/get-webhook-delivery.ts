import { defineQuery } from '@kelp/kernel';
import { getWebhookDelivery } from '../contract';
import { toldOf } from '../event-catalogue';
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from '../tables';

/** One delivery with every try. What was sent is shown to those only who may see such records themselves. */
export const getWebhookDeliveryQuery = defineQuery(getWebhookDelivery, {
  permission: 'webhook.read',
  run: async (ctx, { id }) => {
    const row = await ctx.db.get(webhookDeliveries, id);
    const { name } = await ctx.db.get(webhookEndpoints, row.endpointId);
    const tried = await ctx.db.list(
      webhookAttempts,
      { deliveryId: id },
      { orderBy: 'n', direction: 'desc', limit: 50 },
    );
    const told = toldOf(row.eventType);
    const mayRead = !told || ctx.can(told.permission);
    return { ...row, webhook: { id: row.endpointId, name }, body: mayRead ? row.body : null, tried };
  },
});
