import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { retryInboundMessage } from '../contract';
import { processInbound } from '../jobs/process-inbound';
import { inboundMessages } from '../tables';

/** Takes up a mail again whose handling failed for good. */
export const retryInboundMessageAction = defineAction(retryInboundMessage, {
  permission: 'email_settings.update',
  run: async (ctx, { id }) => {
    const inbound = await ctx.db.lock(inboundMessages, id);
    if (inbound.state !== 'dead')
      throw refused('inbound_message.not_dead', 'Only a mail that failed for good can be tried again.');
    await ctx.db.update(inboundMessages, id, { state: 'received', reason: null });
    await ctx.db.rows(
      sql`delete from jobs where tenant_id = ${ctx.tenant} and name = ${processInbound.name} and key = ${id} and state = 'dead'`,
    );
    await ctx.enqueue(processInbound, { inboundId: id });
    ctx.touch('inbound_message');
    return { id };
  },
});
