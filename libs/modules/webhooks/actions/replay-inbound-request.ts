import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { replayInboundRequest } from '../contract';
import { takeAlert } from '../inbound/take-alert';
import { inboundRequests, inboundWebhooks } from '../tables';

/** Takes a kept request again by the mapping as it is now, in the name of whoever asks for it. What refuses it is thrown, and nothing changes. */
export const replayInboundRequestAction = defineAction(replayInboundRequest, {
  permission: 'inbound_webhook.update',
  run: async (ctx, { id }) => {
    const request = await ctx.db.lock(inboundRequests, id);
    const webhook = await ctx.db.get(inboundWebhooks, request.webhookId);
    const { outcome, reason, alertKey, ticketId } = await takeAlert(ctx, webhook, request.body);
    await ctx.db.rows(
      sql`update inbound_requests set outcome = ${outcome}, reason = ${reason}, alert_key = ${alertKey}, ticket_id = ${ticketId}
          where tenant_id = ${ctx.tenant} and id = ${id}`,
    );
    ctx.touch('inbound_webhook');
    return { outcome, reason };
  },
});
