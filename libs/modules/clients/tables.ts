import type { Custom } from '@kelp/fields';
import { bareTenantColumns, boolean, json, tenantColumns, text, textList, uuid } from '@kelp/platform/db';

const nameTaken = 'There is already a client with this name. Open it, or choose another name.';

export const clients = tenantColumns(
  'clients',
  {
    name: text(),
    type: text<'company' | 'individual'>().withDefault(),
    lifecycle: text<'prospect' | 'active' | 'former'>().withDefault(),
    url: text().orNull(),
    zone: text().orNull(),
    currency: text().orNull(),
    locale: text().orNull(),
    accountManagerId: uuid().orNull(),
    /** Gets invoices, statements and reminders where the billing profile names no address. */
    billingContactId: uuid().orNull(),
    isInactive: boolean().withDefault(),
    parentId: uuid().orNull(),
    /** The client this one was merged into; always one that is not merged itself. */
    mergedIntoId: uuid().orNull(),
    /** Other names, found and refused like the name itself. */
    aliases: textList().withDefault(),
    notes: text().withDefault(),
    /** Values of custom fields by key. */
    custom: json<Custom>().withDefault(),
  },
  { conflicts: { clients_name_unique: nameTaken } },
);

export const clientLocations = tenantColumns(
  'client_locations',
  {
    clientId: uuid(),
    name: text(),
    line1: text().withDefault(),
    line2: text().withDefault(),
    city: text().withDefault(),
    region: text().withDefault(),
    postalCode: text().withDefault(),
    country: text().withDefault(),
    isDefault: boolean().withDefault(),
    /** At most one each; without one the default stands in. */
    isBilling: boolean().withDefault(),
    isShipping: boolean().withDefault(),
    /** Whom to ask for there. */
    siteContactId: uuid().orNull(),
  },
  {
    noun: 'location',
    conflicts: { client_locations_client_id_name_unique: 'This client already has a location with this name.' },
  },
);

export const clientEmailDomains = tenantColumns(
  'client_email_domains',
  { clientId: uuid(), domain: text() },
  {
    noun: 'mail domain',
    conflicts: { client_email_domains_domain_unique: 'This mail domain already belongs to a client.' },
  },
);

export interface ContactPhone {
  kind: 'work' | 'mobile' | 'home' | 'fax' | 'other';
  number: string;
  extension: string;
  isDefault: boolean;
}

export interface ContactEmail {
  kind: 'work' | 'personal' | 'billing' | 'other';
  email: string;
}

export const contacts = tenantColumns(
  'contacts',
  {
    clientId: uuid().orNull(),
    fullName: text(),
    email: text().orNull(),
    phone: text().withDefault(),
    /** All numbers; `phone` repeats the default one. */
    phones: json<ContactPhone[]>().withDefault(),
    /** Addresses beside the main one, in lower case. */
    otherEmails: json<ContactEmail[]>().withDefault(),
    /** May ask for any client, such as a supplier. */
    isExternal: boolean().withDefault(),
    title: text().withDefault(),
    locale: text().orNull(),
    isInactive: boolean().withDefault(),
    custom: json<Custom>().withDefault(),
    /** Asks to be looked after with care; tickets show it as a hint and change nothing by themselves. */
    isVip: boolean().withDefault(),
    /** How the person likes to be reached; null = no wish. */
    channel: text<'email' | 'phone' | 'portal'>().orNull(),
    mergedIntoId: uuid().orNull(),
    /** Went out of use together with its client, and comes back with it. */
    leftWithClient: boolean().withDefault(),
  },
  { conflicts: { contacts_email_unique: 'Another contact already has this address.' } },
);

/** Clients of a contact beside its own one. */
export const contactClients = tenantColumns(
  'contact_clients',
  { contactId: uuid(), clientId: uuid() },
  { conflicts: { contact_clients_contact_id_client_id_unique: 'This contact belongs to this client already.' } },
);

/** Every address of every contact, kept by a trigger on contacts. */
export const contactAddresses = bareTenantColumns(
  'contact_addresses',
  { email: text(), contactId: uuid() },
  { conflicts: { contact_addresses_key: 'Another contact already has this address.' } },
);

/** Every name and alias of every client in lower case, kept by a trigger on clients. */
export const clientNames = bareTenantColumns(
  'client_names',
  { nameKey: text(), clientId: uuid() },
  { conflicts: { client_names_key: nameTaken } },
);
