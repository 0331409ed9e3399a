import { identityModule } from '@kelp/identity';
import { standardsModule } from '@kelp/standards';
import { tagsResources } from './api';
import { defineModule } from '@kelp/kernel';
import { addTagsAction } from './actions/add-tags';
import { createTagAction } from './actions/create-tag';
import { createTagGroupAction } from './actions/create-tag-group';
import { deleteTagAction } from './actions/delete-tag';
import { deleteTagGroupAction } from './actions/delete-tag-group';
import { mergeTagsAction } from './actions/merge-tags';
import { removeTagsAction } from './actions/remove-tags';
import { updateTagAction } from './actions/update-tag';
import { updateTagGroupAction } from './actions/update-tag-group';
import { tagAdded, tagCreated, tagDeleted, tagRemoved, tagUpdated } from './events';
import { tagPermissions } from './permissions';
import { standardTags } from './standard-tags';
import { listTagsQuery } from './queries/list-tags';
import { tagUsageQuery } from './queries/tag-usage';
import { tagDefinitions, tagGroups, tagLinks } from './tables';

export const tagsModule = defineModule('tags', {
  needs: [identityModule, standardsModule],
  tables: [tagGroups, tagDefinitions, tagLinks],
  permissions: tagPermissions,
  events: [tagAdded, tagRemoved, tagCreated, tagUpdated, tagDeleted],
  actions: [
    createTagAction,
    updateTagAction,
    mergeTagsAction,
    deleteTagAction,
    addTagsAction,
    removeTagsAction,
    createTagGroupAction,
    updateTagGroupAction,
    deleteTagGroupAction,
  ],
  queries: [listTagsQuery, tagUsageQuery],
  fillings: [standardTags],
  resources: tagsResources,
});
