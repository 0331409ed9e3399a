import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { webhookEndpoints } from './tables';

export type Endpoint = Row<typeof webhookEndpoints>;

/** Every timer of sending has this kind and the webhook's id as its key. */
export const sendDueKind = 'webhook.send';

/** Sends what waits for these webhooks as soon as may be. The webhooks must be locked, or a job that ends just now would set the timer later. */
export const wakeWebhooks = (ctx: Ctx, ids: readonly string[], at: Date = ctx.now()): Promise<void> =>
  ctx.setDueAll(
    sendDueKind,
    ids.map((key) => ({ key, dueAt: at })),
  );
