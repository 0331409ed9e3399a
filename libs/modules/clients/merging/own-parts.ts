import { fillServerSlot } from '@kelp/kernel';
import { interactions } from '../interaction-tables';
import { clientLocations, clients } from '../tables';
import { clientMerge, contactMerge, movedRows } from './slots';

const words = { one: 'interaction', other: 'interactions', permission: 'interaction.read' };

/** Interactions go along with the client or contact they were with. */
export const mergeFillings = [
  fillServerSlot(clientMerge, (ctx, question) =>
    movedRows(ctx, question, [{ table: interactions, field: 'clientId', ...words }]),
  ),
  fillServerSlot(contactMerge, (ctx, question) =>
    movedRows(ctx, question, [
      { table: interactions, field: 'contactId', ...words },
      {
        table: clients,
        field: 'billingContactId',
        one: 'client to bill',
        other: 'clients to bill',
        permission: 'client.read',
      },
      {
        table: clientLocations,
        field: 'siteContactId',
        one: 'location',
        other: 'locations',
        permission: 'client.read',
      },
    ]),
  ),
];
