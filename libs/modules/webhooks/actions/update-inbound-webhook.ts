import { defineAction } from '@kelp/kernel';
import { updateInboundWebhook } from '../contract';
import { assertPlaces, signatureColumns } from '../inbound/address';
import { inboundWebhooks } from '../tables';
import { ownerOf } from '../write-webhook';

/** Changes an address for alerts; whoever saves it becomes the one in whose name tickets are made. */
export const updateInboundWebhookAction = defineAction(updateInboundWebhook, {
  permission: 'inbound_webhook.update',
  run: async (ctx, { id, version, signature, ...changes }) => {
    await assertPlaces(ctx, changes.boardId, changes.mapping);
    const asked = signature === undefined ? {} : signatureColumns(ctx, signature);
    const patch = { ...changes, ...asked, ownerId: ownerOf(ctx) };
    const after = await ctx.db.update(inboundWebhooks, id, patch, version);
    ctx.touch('inbound_webhook');
    return { id, version: after.version };
  },
});
