import { fieldsModule } from '@kelp/fields';
import { clientsResources } from './api';
import { defineModule } from '@kelp/kernel';
import { standardsModule } from '@kelp/standards';
import { tagsModule } from '@kelp/tags';
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
import * as events from './events';
import { interactions, interactionTypes } from './interaction-tables';
import { shipInteractionTypes, standardInteractionTypes } from './interactions/interaction-types';
import { interactionParts } from './interactions/interactions';
import { mergeFillings } from './merging/own-parts';
import { mergeClientsAction } from './merging/merge-clients';
import { mergeContactsAction } from './merging/merge-contacts';
import { partyMergeChanges, partyMerges } from './merging/tables';
import { undoClientMergeAction } from './merging/undo-client-merge';
import { undoContactMergeAction } from './merging/undo-contact-merge';
import { previewClientMergeQuery, previewContactMergeQuery } from './merging/merge-preview';
import { clientNarrowing } from './narrowing';
import { clientPermissions } from './permissions';
import { listAccountManagersQuery, listClientDependentsQuery } from './queries/client-dependents';
import { getClientQuery } from './queries/get-client';
import { getContactHintQuery, getContactQuery } from './queries/get-contact';
import { exportClientsQuery, exportContactsQuery } from './queries/export-clients';
import { getClientHealthQuery, listClientsQuery } from './queries/list-clients';
import { listContactsQuery } from './queries/list-contacts';
import { clientFillings } from './record-kinds';
import {
  clientEmailDomains,
  clientLocations,
  clientNames,
  clients,
  contactAddresses,
  contactClients,
  contacts,
} from './tables';
import { ownTimeline } from './timeline/own-timeline';
import { firstClient } from './first-client';
import { clientTimelineQuery, contactTimelineQuery } from './timeline/party-timeline';

export const clientsModule = defineModule('clients', {
  needs: [standardsModule, tagsModule, fieldsModule],
  tables: [
    clients,
    clientLocations,
    clientEmailDomains,
    contacts,
    contactClients,
    contactAddresses,
    clientNames,
    interactionTypes,
    interactions,
    partyMerges,
    partyMergeChanges,
  ],
  permissions: clientPermissions,
  events: Object.values(events),
  actions: [
    createClientAction,
    updateClientAction,
    deactivateClientAction,
    reactivateClientAction,
    deleteClientAction,
    addLocationAction,
    updateLocationAction,
    removeLocationAction,
    addDomainAction,
    removeDomainAction,
    createContactAction,
    updateContactAction,
    deleteContactAction,
    joinClientAction,
    leaveClientAction,
    mergeClientsAction,
    mergeContactsAction,
    undoClientMergeAction,
    undoContactMergeAction,
    ...interactionParts.actions,
  ],
  fillings: [standardInteractionTypes, firstClient, ...clientFillings, ...mergeFillings, ownTimeline],
  queries: [
    listClientsQuery,
    exportClientsQuery,
    getClientHealthQuery,
    getClientQuery,
    listContactsQuery,
    exportContactsQuery,
    getContactQuery,
    getContactHintQuery,
    listContactDependentsQuery,
    listClientDependentsQuery,
    listAccountManagersQuery,
    listLocationsQuery,
    previewClientMergeQuery,
    previewContactMergeQuery,
    clientTimelineQuery,
    contactTimelineQuery,
    ...interactionParts.queries,
  ],
  narrowings: [clientNarrowing],
  resources: clientsResources,
  onTenantCreated: shipInteractionTypes,
});
