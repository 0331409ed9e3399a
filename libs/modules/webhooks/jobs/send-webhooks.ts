import { defineDueKind, defineJob } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';
import { sendDueKind } from '../lock-webhook';
import { claimBatch } from '../sending/claim-batch';
import { sendDelivery } from '../sending/send-delivery';
import { settleBatch } from '../sending/settle-batch';

/** After so long a job leaves the rest to the next one, so that others get their turn. */
const turnMs = 15_000;

/** Sends what is due for one webhook. At least once: a worker that is killed after a request was taken sends it again with the same event id. */
export const sendWebhooks = defineJob({
  name: 'webhook.send',
  queue: 'webhooks',
  input: z.object({ endpointId: z.uuid(), wake: z.uuid() }),
  key: ({ wake }) => wake,
  process: async (unit, { endpointId }) => {
    const begun = performance.now();
    let isMore = true;
    while (isMore && performance.now() - begun < turnMs) {
      const batch = await unit.transaction((ctx) => claimBatch(ctx, endpointId, unit.jobId));
      if (!batch) return;
      const outcomes = await Promise.all(batch.deliveries.map((delivery) => sendDelivery(unit, batch, delivery)));
      isMore = await unit.transaction((ctx) => settleBatch(ctx, endpointId, outcomes));
    }
  },
});

/** Something is due for these webhooks: a job each. */
export const webhookDue = defineDueKind(sendDueKind, 'webhooks', async (ctx, items) => {
  for (const { key } of items) await ctx.enqueue(sendWebhooks, { endpointId: key, wake: ctx.newId() });
});
