import { defineAction } from '@kelp/kernel';
import { rotateInboundAddress } from '../contract';
import { newAddress } from '../inbound/address';
import { inboundWebhooks } from '../tables';

/** A new secret address, shown this once; the former one goes on until its hours are over. */
export const rotateInboundAddressAction = defineAction(rotateInboundAddress, {
  permission: 'inbound_webhook.update',
  run: async (ctx, { id, overlapHours }) => {
    const { tokenHash: former } = await ctx.db.lock(inboundWebhooks, id);
    const { address, tokenHash } = newAddress(ctx);
    const formerUntil = overlapHours === 0 ? null : new Date(ctx.now().getTime() + overlapHours * 3_600_000);
    await ctx.db.update(inboundWebhooks, id, { tokenHash, formerTokenHash: formerUntil ? former : null, formerUntil });
    ctx.touch('inbound_webhook');
    return { id, address };
  },
});
