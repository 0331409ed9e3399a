import { clients } from '@kelp/clients';
import { defineAction } from '@kelp/kernel';
import { createPortalGroup, createVisibilityGroup } from '../contract';
import { ownClient } from '../visibility/own-client';
import { createGroup } from '../visibility/write-group';

/** Staff group the contacts of a client. */
export const createVisibilityGroupAction = defineAction(createVisibilityGroup, {
  permission: 'portal_access.visibility',
  run: async (ctx, { clientId, ...facts }) => {
    await ctx.db.lock(clients, clientId);
    return createGroup(ctx, clientId, facts);
  },
});

/** A client's own Admin does. */
export const createPortalGroupAction = defineAction(createPortalGroup, {
  permission: 'portal_visibility.manage',
  run: async (ctx, facts) => {
    const clientId = ownClient(ctx);
    await ctx.db.lock(clients, clientId);
    return createGroup(ctx, clientId, facts);
  },
});
