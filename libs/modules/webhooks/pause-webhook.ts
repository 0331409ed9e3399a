import type { Ctx } from '@kelp/kernel';
import { allAs, notify, peopleWithRole } from '@kelp/notifications';
import { sql } from '@kelp/platform/db';
import type { PauseReason } from './contract';
import { testEvent } from './event-catalogue';
import type { Endpoint } from './lock-webhook';
import { webhookEndpoints } from './tables';

/** What waits to be sent is held from now on; tests still go. */
export const holdWaiting = (ctx: Ctx, endpointId: string) =>
  ctx.db.rows(
    sql`update webhook_deliveries set state = 'held', next_at = null
        where tenant_id = ${ctx.tenant} and endpoint_id = ${endpointId} and state = 'waiting' and event_type <> ${testEvent}`,
  );

/** Pauses a locked webhook because of what happened, and tells the Admins and Owners of the workspace. */
export async function pauseWebhook(
  ctx: Ctx,
  { id, name, lastError }: Endpoint,
  because: Exclude<PauseReason, 'person'>,
): Promise<void> {
  await ctx.db.update(webhookEndpoints, id, { isActive: false, pausedBecause: because });
  await holdWaiting(ctx, id);
  const people = [...(await peopleWithRole(ctx, 'Owner')), ...(await peopleWithRole(ctx, 'Admin'))];
  await notify(ctx, allAs('administrator', people), {
    subtype: 'webhook.paused',
    eventId: ctx.newId(),
    title: (say) => say('webhook.paused', { name }),
    body: (say) => say(`webhook.paused.${because}`, { error: lastError ?? '' }),
    link: `/msp/settings/webhooks/${id}`,
  });
  ctx.touch('webhook');
}
