import { defineResource, type Resource } from '@kelp/kernel';
import { createVisibilityGroupAction } from './actions/create-visibility-group';
import { deleteVisibilityGroupAction } from './actions/delete-visibility-group';
import { updateVisibilityGroupAction } from './actions/update-visibility-group';
import { listVisibilityGroupsQuery } from './queries/list-visibility-groups';
import { previewVisibilityQuery } from './queries/preview-visibility';

/** What this room offers under /api/v1. Clients hold no keys: it is what staff does for them. */
export const portalResources: readonly Resource[] = [
  defineResource('visibility-groups', {
    list: listVisibilityGroupsQuery,
    create: createVisibilityGroupAction,
    update: updateVisibilityGroupAction,
    remove: deleteVisibilityGroupAction,
    reads: { preview: previewVisibilityQuery },
  }),
];
