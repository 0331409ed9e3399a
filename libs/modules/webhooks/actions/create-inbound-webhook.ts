import { defineAction } from '@kelp/kernel';
import { createInboundWebhook } from '../contract';
import { assertPlaces, newAddress, signatureColumns } from '../inbound/address';
import { inboundWebhooks } from '../tables';
import { ownerOf } from '../write-webhook';

/** A secret address for alerts. It is shown this once; its first request is kept as the sample. */
export const createInboundWebhookAction = defineAction(createInboundWebhook, {
  permission: 'inbound_webhook.create',
  run: async (ctx, { name, boardId, mapping, signature }) => {
    await assertPlaces(ctx, boardId, mapping);
    const { address, tokenHash } = newAddress(ctx);
    const { id } = await ctx.db.insert(inboundWebhooks, {
      name,
      ownerId: ownerOf(ctx),
      tokenHash,
      boardId: boardId ?? null,
      mapping,
      ...signatureColumns(ctx, signature),
    });
    ctx.touch('inbound_webhook');
    return { id, address };
  },
});
