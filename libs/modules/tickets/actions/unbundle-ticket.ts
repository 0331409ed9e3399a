import { defineAction } from '@kelp/kernel';
import { unbundleTicket } from '../contract';
import { leaveBundle } from '../relations/leave-bundle';
import { lockChild } from '../relations/own-bundle';

/** Takes one ticket out of its bundle; the ticket itself stays as it is. */
export const unbundleTicketAction = defineAction(unbundleTicket, {
  permission: 'ticket.bundle',
  run: async (ctx, { id }) => {
    const { child } = await lockChild(ctx, id);
    return { id, isBundleGone: await leaveBundle(ctx, child) };
  },
});
