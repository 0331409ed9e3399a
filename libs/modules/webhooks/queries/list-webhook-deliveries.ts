import { defineQuery, readCursor, writeCursor } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listWebhookDeliveries, type WebhookDelivery } from '../contract';
import { webhookEndpoints } from '../tables';

/** What was sent to a webhook and what waits, newest first. */
export const listWebhookDeliveriesQuery = defineQuery(listWebhookDeliveries, {
  permission: 'webhook.read',
  run: async (ctx, { webhookId, state, after, limit }) => {
    const [cursor] = readCursor(after, ['string']) ?? [];
    await ctx.db.get(webhookEndpoints, webhookId);
    const rows = await ctx.db.rows<WebhookDelivery>(
      sql`select id, event_id, event_type, occurred_at, state, attempts, next_at, status_code, error, delivered_at
          from webhook_deliveries
          where tenant_id = ${ctx.tenant} and endpoint_id = ${webhookId} and (${state ?? null}::text is null or state = ${state ?? null})
            and (${cursor ?? null}::uuid is null or id < ${cursor ?? null}::uuid)
          order by id desc limit ${limit + 1}`,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return { rows: page, next: rows.length > limit && last ? writeCursor([last.id]) : null, upTo: await ctx.upTo() };
  },
});
