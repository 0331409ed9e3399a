import { abilities, contract, currencyCode, idOf, lineOfText, longText, z } from '@kelp/kernel/contract';
import { customInput, customValues } from '@kelp/fields/contract';
import { tagChip, tagSet } from '@kelp/tags/contract';
import { clientType, lifecycle } from './contract/client-list';
import { contactCard, otherEmail, phone } from './contract/contact-card';
import { channel, contactPlace } from './contract/contact-page';
import { mergedHere } from './contract/merging';

const zone = z.string().max(64);
const emailAddress = z
  .email('Give an address such as amy@acme.test.')
  .max(254)
  .transform((text) => text.toLowerCase());

const location = z.object({
  id: z.uuid(),
  name: z.string(),
  line1: z.string(),
  line2: z.string(),
  city: z.string(),
  region: z.string(),
  postalCode: z.string(),
  country: z.string(),
  isDefault: z.boolean(),
  isBilling: z.boolean(),
  isShipping: z.boolean(),
  /** Whom to ask for there. */
  siteContactId: z.uuid().nullable(),
  version: z.number(),
});
export type LocationCard = z.output<typeof location>;

const named = z.object({ id: z.uuid(), name: z.string() });

export const getClient = contract({
  name: 'client.get',
  input: z.object({ id: idOf('client') }),
  output: z.object({
    id: z.uuid(),
    name: z.string(),
    type: clientType,
    lifecycle,
    url: z.string().nullable(),
    zone: z.string().nullable(),
    currency: z.string().nullable(),
    notes: z.string(),
    aliases: z.array(z.string()),
    parent: named.nullable(),
    /** Clients directly below it. */
    children: z.array(named),
    accountManager: named.nullable(),
    /** Who gets its invoices where the billing profile names no address. */
    billingContact: named.nullable(),
    /** The client this one became, when it was merged. */
    mergedInto: named.nullable(),
    /** Those that were merged into this one; the newest first. */
    merged: z.array(mergedHere),
    isInactive: z.boolean(),
    tags: z.array(tagChip),
    custom: customValues,
    version: z.number(),
    locations: z.array(location),
    contacts: z.array(contactCard),
    domains: z.array(z.string()),
    abilities,
    upTo: z.number(),
  }),
});
export type ClientCard = z.output<typeof getClient.output>;

const mailDomain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z0-9-]{2,}$/, 'Give a domain such as acme.test.');

/** Values of custom fields by key, and the whole set of tags. */
const engines = { custom: customInput.optional(), tags: tagSet.optional() };

const clientFields = {
  ...engines,
  parentId: idOf('client').nullish(),
  accountManagerId: idOf('user').nullish(),
  /** Other names it is known by. */
  aliases: z.array(lineOfText()).max(50, 'At most 50 other names.').optional(),
  type: clientType.optional(),
  lifecycle: lifecycle.optional(),
  url: z
    .url({ protocol: /^https?$/, error: 'Give an address such as https://acme.test.' })
    .max(500)
    .nullish(),
  zone: zone.nullish(),
  currency: currencyCode.nullish(),
  notes: longText(20_000).optional(),
};

export const createClient = contract({
  name: 'client.create',
  input: z.object({
    name: lineOfText(),
    ...clientFields,
    location: z
      .object({ name: lineOfText(), city: z.string().max(100).default(''), country: z.string().max(100).default('') })
      .optional(),
    domains: z.array(mailDomain).max(20).default([]),
  }),
  output: z.object({ id: z.uuid() }),
});

export const updateClient = contract({
  name: 'client.update',
  input: z.object({
    id: idOf('client'),
    version: z.number().int().optional(),
    name: lineOfText().optional(),
    ...clientFields,
    isInactive: z.boolean().optional(),
    /** An active contact of the client. */
    billingContactId: idOf('contact').nullish(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

const place = {
  line1: z.string().max(200),
  line2: z.string().max(200),
  city: z.string().max(100),
  region: z.string().max(100),
  postalCode: z.string().max(20),
  country: z.string().max(100),
};

/** Where invoices and parcels go; of each there is at most one, and the default stands in. */
const addresses = {
  isBilling: z.boolean().optional(),
  isShipping: z.boolean().optional(),
  /** An active contact of the client. */
  siteContactId: idOf('contact').nullish(),
};

export const addLocation = contract({
  name: 'client.add_location',
  input: z.object({
    clientId: idOf('client'),
    name: lineOfText(),
    line1: place.line1.default(''),
    line2: place.line2.optional(),
    city: place.city.default(''),
    region: place.region.default(''),
    postalCode: place.postalCode.default(''),
    country: place.country.default(''),
    isDefault: z.boolean().default(false),
    ...addresses,
  }),
  output: z.object({ id: z.uuid() }),
});

export const updateLocation = contract({
  name: 'client.update_location',
  input: z
    .object({
      name: lineOfText(),
      ...place,
      ...addresses,
      /** Takes the mark from the location that had it; a client is never without a default again. */
      isDefault: z.literal(true),
    })
    .partial()
    .extend({ id: idOf('location'), version: z.number().int().optional() }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const addDomain = contract({
  name: 'client.add_domain',
  input: z.object({ clientId: idOf('client'), domain: mailDomain }),
  output: z.object({ domain: z.string() }),
});

export const removeDomain = contract({
  name: 'client.remove_domain',
  input: z.object({ clientId: idOf('client'), domain: mailDomain }),
  output: z.object({}),
});

const contactFields = {
  ...engines,
  /** Short for one number; `phones` gives all of them. */
  phone: z.string().max(50).optional(),
  /** All numbers in their order; the first is the default unless another one is. */
  phones: z.array(phone).max(20, 'At most 20 numbers.').optional(),
  /** All addresses beside the main one. */
  otherEmails: z.array(otherEmail).max(20, 'At most 20 addresses.').optional(),
  isExternal: z.boolean().optional(),
  title: z.string().max(100).optional(),
  isVip: z.boolean().optional(),
  locale: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Give a language such as de or pt-BR.')
    .max(35)
    .nullish(),
  channel: channel.nullish(),
};

export const getContact = contract({
  name: 'contact.get',
  input: z.object({ id: idOf('contact') }),
  output: contactCard.extend(contactPlace.shape),
});
export type ContactDetails = z.output<typeof getContact.output>;

export const createContact = contract({
  name: 'contact.create',
  input: z.object({
    fullName: lineOfText(),
    email: z.string().max(254).nullish(),
    clientId: idOf('client').nullish(),
    ...contactFields,
  }),
  output: z.object({ id: z.uuid() }),
});

export const updateContact = contract({
  name: 'contact.update',
  input: z.object({
    id: idOf('contact'),
    version: z.number().int().optional(),
    fullName: lineOfText().optional(),
    email: z.string().max(254).nullish(),
    isInactive: z.boolean().optional(),
    ...contactFields,
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

const membership = z.object({ contactId: idOf('contact'), clientId: idOf('client') });
export const joinClient = contract({ name: 'contact.join_client', input: membership, output: z.object({}) });
export const leaveClient = contract({ name: 'contact.leave_client', input: membership, output: z.object({}) });

export { emailAddress };
export * from './contract/client-list';
export * from './contract/contact-card';
export * from './contract/contact-list';
export * from './contract/contact-page';
export * from './contract/interactions';
export * from './contract/lifecycle';
export * from './contract/locations';
export * from './contract/merging';
export * from './contract/timeline';
