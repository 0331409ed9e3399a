import { clientDependents, clientMerge, contactMerge, countDependents, movedRows } from '@kelp/clients';
import { fillServerSlot } from '@kelp/kernel';
import { serviceRequestDefinitionClients, serviceRequestSubmissions } from './tables';

const requests = { one: 'service request', other: 'service requests', permission: 'service_request.read' };
const forms = {
  one: 'form of the service catalogue',
  other: 'forms of the service catalogue',
  permission: 'service_request_definition.read',
};

/** Requests go along with a merged client or contact, and the client that stays is offered what the merged one was. */
export const requestFillings = [
  fillServerSlot(clientDependents, (ctx, { clientId }) =>
    countDependents(ctx, clientId, [
      { table: serviceRequestSubmissions.name, href: `/msp/service-requests?client=${clientId}`, ...requests },
      { table: serviceRequestDefinitionClients.name, href: '/msp/settings/service-catalogue', ...forms },
    ]),
  ),
  fillServerSlot(clientMerge, (ctx, question) =>
    movedRows(ctx, question, [
      { table: serviceRequestSubmissions, field: 'clientId', ...requests },
      { table: serviceRequestDefinitionClients, field: 'clientId', once: ['definitionId'], ...forms },
    ]),
  ),
  fillServerSlot(contactMerge, (ctx, question) =>
    movedRows(ctx, question, [{ table: serviceRequestSubmissions, field: 'contactId', ...requests }]),
  ),
];
