import { defineAction } from '@kelp/kernel';
import { updateBundle } from '../contract';
import { lockTickets } from '../relations/lock-tickets';
import { bundleOf } from '../relations/own-bundle';
import { ticketBundleSettings } from '../tables';

/** How a bundle behaves from now on; what has flowed already stays. */
export const updateBundleAction = defineAction(updateBundle, {
  permission: 'ticket.bundle',
  run: async (ctx, { id, version, mode, reopensOnChildReply }) => {
    const [master] = await lockTickets(ctx, [id]);
    if (!master) throw new Error('A locked master is missing.');
    const settings = await bundleOf(ctx, master);
    const after = await ctx.db.update(ticketBundleSettings, settings.id, { mode, reopensOnChildReply }, version);
    ctx.touch('ticket');
    return { id, version: after.version };
  },
});
