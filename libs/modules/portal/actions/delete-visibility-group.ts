import { defineAction } from '@kelp/kernel';
import { deletePortalGroup, deleteVisibilityGroup } from '../contract';
import { ownClient } from '../visibility/own-client';
import { deleteGroup } from '../visibility/write-group';

/** Its members are judged by their other groups, else by their role. */
export const deleteVisibilityGroupAction = defineAction(deleteVisibilityGroup, {
  permission: 'portal_access.visibility',
  run: (ctx, { id }) => deleteGroup(ctx, null, id),
});

/** The same by a client's own Admin. */
export const deletePortalGroupAction = defineAction(deletePortalGroup, {
  permission: 'portal_visibility.manage',
  run: (ctx, { id }) => deleteGroup(ctx, ownClient(ctx), id),
});
