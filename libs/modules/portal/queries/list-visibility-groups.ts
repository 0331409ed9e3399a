import { clients } from '@kelp/clients';
import { defineQuery } from '@kelp/kernel';
import { listPortalGroups, listVisibilityGroups } from '../contract';
import { groupsOfClient } from '../visibility/groups-of-client';
import { ownClient } from '../visibility/own-client';

/** The groups of a client, and what each of its contacts sees. */
export const listVisibilityGroupsQuery = defineQuery(listVisibilityGroups, {
  permission: 'portal_access.visibility',
  run: async (ctx, { clientId }) => groupsOfClient(ctx, (await ctx.db.get(clients, clientId)).id),
});

/** The same for the person's own client. */
export const listPortalGroupsQuery = defineQuery(listPortalGroups, {
  permission: 'portal_visibility.manage',
  run: (ctx) => groupsOfClient(ctx, ownClient(ctx)),
});
