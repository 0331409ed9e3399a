import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { deleteWebhook } from '../contract';
import { sendDueKind } from '../lock-webhook';
import { webhookEndpoints } from '../tables';

/** Deletes a webhook with its history; what waits is not sent. */
export const deleteWebhookAction = defineAction(deleteWebhook, {
  permission: 'webhook.delete',
  run: async (ctx, { id }) => {
    await ctx.db.lock(webhookEndpoints, id);
    await ctx.setDue(sendDueKind, id, null);
    await ctx.db.rows(
      sql`delete from webhook_attempts a using webhook_deliveries d
          where a.tenant_id = ${ctx.tenant} and d.tenant_id = a.tenant_id and d.id = a.delivery_id and d.endpoint_id = ${id}`,
    );
    await ctx.db.rows(sql`delete from webhook_deliveries where tenant_id = ${ctx.tenant} and endpoint_id = ${id}`);
    await ctx.db.remove(webhookEndpoints, id);
    ctx.touch('webhook');
    return { id };
  },
});
