import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound, refused } from '@kelp/std';
import { removeUsage } from '../contract';
import { usageIsBilled } from '../slots';
import { meterEvents } from '../tables/usage';

/** Takes back an event that no invoice counts; a billed one of a sum is corrected by an event of the opposite sign. */
export const removeUsageAction = defineAction(removeUsage, {
  permission: 'meter.record',
  run: async (ctx, { id }) => {
    const event = await ctx.db.find(meterEvents, { id });
    if (!event) throw notFound(meterEvents.noun);
    const billed = await ctx.askSlot(usageIsBilled, { eventIds: [id] });
    if (billed.length > 0) {
      throw refused(
        'meter.billed',
        'This is on an invoice. Enter the difference as a new event; the next invoice settles it.',
      );
    }
    await ctx.db.rows(sql`delete from meter_events where tenant_id = ${ctx.tenant} and id = ${id}`);
    ctx.touch('meter');
    return { id };
  },
});
