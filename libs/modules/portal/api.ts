import { defineResource, type Resource } from '@kelp/kernel';
import { createVisibilityGroupAction } from './actions/create-visibility-group';
import { deleteVisibilityGroupAction } from './actions/delete-visibility-group';
import { updateVisibilityGroupAction } from './actions/update-visibility-group';
import { listVisibilityGroupsQuery } from './queries/list-visibility-groups';
import { previewVisibilityQuery } from './queries/preview-visibility';
import { createServiceRequestDefinitionAction } from './requests/actions/create-definition';
import { approveServiceRequestAction, refuseServiceRequestAction } from './requests/actions/decide-request';
import { deleteServiceRequestDefinitionAction } from './requests/actions/delete-definition';
import {
  archiveServiceRequestDefinitionAction,
  publishServiceRequestDefinitionAction,
  restoreServiceRequestDefinitionAction,
} from './requests/actions/publish-definition';
import { updateServiceRequestDefinitionAction } from './requests/actions/update-definition';
import {
  getServiceRequestDefinitionQuery,
  listServiceRequestDefinitionsQuery,
  serviceRequestChoicesQuery,
} from './requests/queries/list-definitions';
import { createServiceRequestAction } from './requests/actions/submit-request';
import { getServiceFormQuery, listServiceFormsQuery } from './requests/queries/portal-catalogue';
import {
  getServiceRequestQuery,
  listServiceRequestsQuery,
  serviceRequestsOfTicketQuery,
} from './requests/queries/service-requests';

/** What this room offers under /api/v1. Clients hold no keys: it is what staff does for them. */
export const portalResources: readonly Resource[] = [
  defineResource('visibility-groups', {
    list: listVisibilityGroupsQuery,
    create: createVisibilityGroupAction,
    update: updateVisibilityGroupAction,
    remove: deleteVisibilityGroupAction,
    reads: { preview: previewVisibilityQuery },
  }),
  defineResource('service-request-definitions', {
    list: listServiceRequestDefinitionsQuery,
    get: getServiceRequestDefinitionQuery,
    create: createServiceRequestDefinitionAction,
    update: updateServiceRequestDefinitionAction,
    remove: deleteServiceRequestDefinitionAction,
    reads: { choices: serviceRequestChoicesQuery },
    verbs: {
      publish: publishServiceRequestDefinitionAction,
      archive: archiveServiceRequestDefinitionAction,
      restore: restoreServiceRequestDefinitionAction,
    },
  }),
  defineResource('service-requests', {
    list: listServiceRequestsQuery,
    get: getServiceRequestQuery,
    create: createServiceRequestAction,
    reads: { forms: listServiceFormsQuery, form: getServiceFormQuery, 'of-ticket': serviceRequestsOfTicketQuery },
    verbs: { approve: approveServiceRequestAction, refuse: refuseServiceRequestAction },
  }),
];
