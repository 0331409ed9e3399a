import type { KindKey } from '../contract';
import { clientsKind } from './clients-kind';
import { contractsKind } from './contracts-kind';
import { contactsKind } from './contacts-kind';
import type { ImportKind } from './import-kind';
import { locationsKind } from './locations-kind';
import { openingBalancesKind } from './opening-balances-kind';
import { servicesKind } from './services-kind';
import { timeKind } from './time-kind';
import { ticketsKind } from './tickets-kind';
import { asText } from '../domain/cell-readers';

const externalId = {
  key: 'externalId',
  label: 'Id in the other system',
  hint: 'Rows with a known id change that record, whatever it is called now.',
  names: ['id', 'external id', 'record id', 'rec id', 'recid'],
  read: asText,
};
const withId = (kind: ImportKind): ImportKind => ({ ...kind, fields: [...kind.fields, externalId] });

/** What can be imported, in the order in which a workspace is filled. */
export const kinds: Readonly<Record<KindKey, ImportKind>> = {
  clients: withId(clientsKind),
  contacts: withId(contactsKind),
  locations: withId(locationsKind),
  services: withId(servicesKind),
  tickets: withId(ticketsKind),
  time: withId(timeKind),
  contracts: withId(contractsKind),
  opening_balances: withId(openingBalancesKind),
};
