import { defineAction } from '@kelp/kernel';
import { updatePortalGroup, updateVisibilityGroup } from '../contract';
import { ownClient } from '../visibility/own-client';
import { updateGroup } from '../visibility/write-group';

/** Other people, other boards or another reach; what its members see changes at once, at every door. */
export const updateVisibilityGroupAction = defineAction(updateVisibilityGroup, {
  permission: 'portal_access.visibility',
  run: (ctx, input) => updateGroup(ctx, null, input),
});

/** The same by a client's own Admin; groups of other clients are unknown here. */
export const updatePortalGroupAction = defineAction(updatePortalGroup, {
  permission: 'portal_visibility.manage',
  run: (ctx, input) => updateGroup(ctx, ownClient(ctx), input),
});
