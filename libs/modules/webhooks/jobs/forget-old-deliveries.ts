import { defineJob, defineSchedule } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';
import { sql } from '@kelp/platform/db';

/** How long it can be looked up, and sent again, what a webhook was told. */
const keptMs = 30 * 24 * 3_600_000;

/** Deletes deliveries and alerts' requests that are older than 30 days, and secrets that hold no more. */
export const forgetOldDeliveries = defineJob({
  name: 'webhook.forget_old_deliveries',
  queue: 'default',
  input: z.object({ at: z.string() }),
  key: ({ at }) => at,
  run: async (ctx) => {
    const before = new Date(ctx.now().getTime() - keptMs);
    await ctx.db.rows(
      sql`delete from webhook_attempts a using webhook_deliveries d
          where a.tenant_id = ${ctx.tenant} and d.tenant_id = a.tenant_id and d.id = a.delivery_id and d.created_at < ${before}`,
    );
    await ctx.db.rows(sql`delete from webhook_deliveries where tenant_id = ${ctx.tenant} and created_at < ${before}`);
    await ctx.db.rows(sql`delete from inbound_requests where tenant_id = ${ctx.tenant} and received_at < ${before}`);
    await ctx.db.rows(
      sql`update inbound_webhooks set former_token_hash = null, former_until = null
          where tenant_id = ${ctx.tenant} and former_until < ${ctx.now()}`,
    );
    await ctx.db.rows(
      sql`update webhook_endpoints set former_secret = null, former_until = null
          where tenant_id = ${ctx.tenant} and former_until < ${ctx.now()}`,
    );
  },
});

export const forgetDeliveriesNightly = defineSchedule('webhook.nightly', '50 3 * * *', 'UTC', forgetOldDeliveries);
