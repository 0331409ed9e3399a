import { defineResource, type Resource } from '@kelp/kernel';
import { addDomainAction } from './actions/add-domain';
import { addLocationAction } from './actions/add-location';
import { createClientAction } from './actions/create-client';
import { createContactAction } from './actions/create-contact';
import { deactivateClientAction, reactivateClientAction } from './actions/deactivate-client';
import { deleteContactAction, listContactDependentsQuery } from './actions/delete-contact';
import { deleteClientAction } from './actions/delete-client';
import { joinClientAction, leaveClientAction } from './actions/join-client';
import { removeDomainAction } from './actions/remove-domain';
import { listLocationsQuery, removeLocationAction } from './actions/remove-location';
import { updateClientAction } from './actions/update-client';
import { updateContactAction } from './actions/update-contact';
import { updateLocationAction } from './actions/update-location';
import {
  listInteractionTypesQuery,
  createInteractionTypeAction,
  updateInteractionTypeAction,
  removeInteractionTypeAction,
  reorderInteractionTypesAction,
} from './interactions/interaction-types';
import { listInteractionsQuery, getInteractionQuery } from './interactions/list-interactions';
import {
  createInteractionAction,
  updateInteractionAction,
  deleteInteractionAction,
  logInteractionAction,
} from './interactions/write-interaction';
import { mergeClientsAction } from './merging/merge-clients';
import { mergeContactsAction } from './merging/merge-contacts';
import { undoClientMergeAction } from './merging/undo-client-merge';
import { undoContactMergeAction } from './merging/undo-contact-merge';
import { previewClientMergeQuery, previewContactMergeQuery } from './merging/merge-preview';
import { listClientDependentsQuery } from './queries/client-dependents';
import { exportClientsQuery, exportContactsQuery } from './queries/export-clients';
import { getClientQuery } from './queries/get-client';
import { getContactQuery } from './queries/get-contact';
import { getClientHealthQuery, listClientsQuery } from './queries/list-clients';
import { listContactsQuery } from './queries/list-contacts';
import { clientTimelineQuery, contactTimelineQuery } from './timeline/party-timeline';

/** What this room offers under /api/v1. */
export const clientsResources: readonly Resource[] = [
  defineResource('clients', {
    list: listClientsQuery,
    get: getClientQuery,
    create: createClientAction,
    update: updateClientAction,
    remove: deleteClientAction,
    reads: { export: exportClientsQuery },
    parts: {
      locations: listLocationsQuery,
      contacts: listContactsQuery,
      timeline: clientTimelineQuery,
      health: getClientHealthQuery,
      dependents: listClientDependentsQuery,
      'merge-preview': previewClientMergeQuery,
    },
    verbs: {
      deactivate: deactivateClientAction,
      reactivate: reactivateClientAction,
      merge: mergeClientsAction,
      'undo-merge': undoClientMergeAction,
      'email-domains': addDomainAction,
      'remove-email-domain': removeDomainAction,
    },
  }),
  defineResource('contacts', {
    list: listContactsQuery,
    get: getContactQuery,
    create: createContactAction,
    update: updateContactAction,
    remove: deleteContactAction,
    reads: { export: exportContactsQuery },
    parts: {
      timeline: contactTimelineQuery,
      dependents: listContactDependentsQuery,
      'merge-preview': previewContactMergeQuery,
    },
    verbs: {
      merge: mergeContactsAction,
      'undo-merge': undoContactMergeAction,
      join: joinClientAction,
      leave: leaveClientAction,
    },
  }),
  defineResource('locations', {
    list: listLocationsQuery,
    create: addLocationAction,
    update: updateLocationAction,
    remove: removeLocationAction,
  }),
  defineResource('interactions', {
    list: listInteractionsQuery,
    get: getInteractionQuery,
    create: createInteractionAction,
    update: updateInteractionAction,
    remove: deleteInteractionAction,
    common: { log: logInteractionAction },
  }),
  defineResource('interaction-types', {
    list: listInteractionTypesQuery,
    create: createInteractionTypeAction,
    update: updateInteractionTypeAction,
    remove: removeInteractionTypeAction,
    common: { order: reorderInteractionTypesAction },
  }),
];
