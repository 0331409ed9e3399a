import { contract, idOf, longText, z } from '@kelp/kernel/contract';

export const bundleMode = z.enum(['link_only', 'sync_updates']);

/** `id` is the master. Children that are in the bundle already stay as they are; mode and option are set when given. */
export const bundleTickets = contract({
  name: 'ticket.bundle',
  input: z.object({
    id: idOf('ticket'),
    childIds: z.array(idOf('ticket')).min(1, 'Choose at least one more ticket.').max(200),
    mode: bundleMode.optional(),
    reopensOnChildReply: z.boolean().optional(),
  }),
  output: z.object({ id: z.uuid(), childCount: z.number() }),
});

/** `id` is the master. */
export const updateBundle = contract({
  name: 'ticket.update_bundle',
  input: z.object({
    id: idOf('ticket'),
    version: z.number().int().optional(),
    mode: bundleMode.optional(),
    reopensOnChildReply: z.boolean().optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

/** `id` is a child; the last one to leave ends the bundle. */
export const unbundleTicket = contract({
  name: 'ticket.unbundle',
  input: z.object({ id: idOf('ticket') }),
  output: z.object({ id: z.uuid(), isBundleGone: z.boolean() }),
});

/** `id` is a child; it takes the master's place, the old master becomes its child. */
export const promoteTicket = contract({
  name: 'ticket.promote',
  input: z.object({ id: idOf('ticket') }),
  output: z.object({ id: z.uuid() }),
});

/** `id` is the master. Closes its open children in both modes, and the master too when it is open. */
export const closeBundle = contract({
  name: 'ticket.close_bundle',
  input: z.object({ id: idOf('ticket'), statusId: idOf('status').optional() }),
  output: z.object({ id: z.uuid(), closedCount: z.number() }),
});

/** Names of other clients in a text that would reach every client of the bundle. Empty for any ticket that is no such master. */
export const checkBundleReply = contract({
  name: 'ticket.check_bundle_reply',
  input: z.object({ id: idOf('ticket'), text: longText(200_000) }),
  output: z.object({
    names: z.array(z.object({ text: z.string(), of: z.string(), readers: z.array(z.string()) })),
  }),
});
