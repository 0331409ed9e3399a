import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { deleteInboundWebhook } from '../contract';
import { inboundWebhooks } from '../tables';

/** Closes an address for good and forgets what came. Its tickets stay. */
export const deleteInboundWebhookAction = defineAction(deleteInboundWebhook, {
  permission: 'inbound_webhook.delete',
  run: async (ctx, { id }) => {
    await ctx.db.lock(inboundWebhooks, id);
    await ctx.db.rows(sql`delete from inbound_alerts where tenant_id = ${ctx.tenant} and webhook_id = ${id}`);
    await ctx.db.rows(sql`delete from inbound_requests where tenant_id = ${ctx.tenant} and webhook_id = ${id}`);
    await ctx.db.remove(inboundWebhooks, id);
    ctx.touch('inbound_webhook');
    return { id };
  },
});
