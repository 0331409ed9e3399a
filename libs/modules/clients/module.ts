import { fieldsModule } from '@kelp/fields';
import { defineModule, defineResource } from '@kelp/kernel';
import { tagsModule } from '@kelp/tags';
import { addDomainAction } from './actions/add-domain';
import { addLocationAction } from './actions/add-location';
import { createClientAction } from './actions/create-client';
import { createContactAction } from './actions/create-contact';
import { deactivateClientAction, reactivateClientAction } from './actions/deactivate-client';
import { deleteClientAction } from './actions/delete-client';
import { joinClientAction, leaveClientAction } from './actions/join-client';
import { removeDomainAction } from './actions/remove-domain';
import { updateClientAction } from './actions/update-client';
import { updateContactAction } from './actions/update-contact';
import { updateLocationAction } from './actions/update-location';
import { clientCreated, clientDeleted, clientUpdated, contactCreated, contactUpdated } from './events';
import { clientPermissions } from './permissions';
import { listAccountManagersQuery, listClientDependentsQuery } from './queries/client-dependents';
import { getClientQuery } from './queries/get-client';
import { listClientsQuery } from './queries/list-clients';
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

export const clientsModule = defineModule('clients', {
  needs: [tagsModule, fieldsModule],
  tables: [clients, clientLocations, clientEmailDomains, contacts, contactClients, contactAddresses, clientNames],
  permissions: clientPermissions,
  events: [clientCreated, clientUpdated, clientDeleted, contactCreated, contactUpdated],
  actions: [
    createClientAction,
    updateClientAction,
    deactivateClientAction,
    reactivateClientAction,
    deleteClientAction,
    addLocationAction,
    updateLocationAction,
    addDomainAction,
    removeDomainAction,
    createContactAction,
    updateContactAction,
    joinClientAction,
    leaveClientAction,
  ],
  fillings: clientFillings,
  queries: [listClientsQuery, getClientQuery, listContactsQuery, listClientDependentsQuery, listAccountManagersQuery],
  resources: [
    defineResource('clients', {
      list: listClientsQuery,
      get: getClientQuery,
      create: createClientAction,
      update: updateClientAction,
      verbs: { deactivate: deactivateClientAction, reactivate: reactivateClientAction, delete: deleteClientAction },
    }),
    defineResource('contacts', { list: listContactsQuery, create: createContactAction, update: updateContactAction }),
  ],
});
