import { defineResource, type Resource } from '@kelp/kernel';
import { addTagsAction } from './actions/add-tags';
import { createTagAction } from './actions/create-tag';
import { createTagGroupAction } from './actions/create-tag-group';
import { deleteTagAction } from './actions/delete-tag';
import { deleteTagGroupAction } from './actions/delete-tag-group';
import { mergeTagsAction } from './actions/merge-tags';
import { removeTagsAction } from './actions/remove-tags';
import { updateTagAction } from './actions/update-tag';
import { updateTagGroupAction } from './actions/update-tag-group';
import { listTagsQuery } from './queries/list-tags';
import { tagUsageQuery } from './queries/tag-usage';

/** What this room offers under /api/v1. */
export const tagsResources: readonly Resource[] = [
  defineResource('tags', {
    list: listTagsQuery,
    create: createTagAction,
    update: updateTagAction,
    remove: deleteTagAction,
    verbs: { merge: mergeTagsAction },
    reads: { usage: tagUsageQuery },
    common: { add: addTagsAction, 'take-off': removeTagsAction },
  }),
  defineResource('tag-groups', {
    create: createTagGroupAction,
    update: updateTagGroupAction,
    remove: deleteTagGroupAction,
  }),
];
