import { abilities, contract, currencyCode, idOf, instant, lineOfText, longText, pageOf, paging, z } from '@kelp/kernel/contract';

const lifecycle = z.enum(['prospect', 'active', 'former']);
const zone = z.string().max(64);
const emailAddress = z.email('Give an address such as amy@acme.test.').max(254).transform((text) => text.toLowerCase());

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
});

export const contactCard = z.object({
  id: z.uuid(),
  fullName: z.string(),
  email: z.string().nullable(),
  phone: z.string(),
  title: z.string(),
  isInactive: z.boolean(),
  clientId: z.uuid().nullable(),
});
export type ContactCard = z.output<typeof contactCard>;

const clientRow = z.object({
  id: z.uuid(),
  name: z.string(),
  lifecycle,
  isInactive: z.boolean(),
  contactCount: z.number(),
  createdAt: instant,
});
export type ClientRow = z.output<typeof clientRow>;

export const listClients = contract({
  name: 'client.list',
  input: z.object({ search: z.string().max(200).optional(), includeInactive: z.boolean().default(false), ...paging }),
  output: pageOf(clientRow),
});

export const getClient = contract({
  name: 'client.get',
  input: z.object({ id: idOf('client') }),
  output: z.object({
    id: z.uuid(),
    name: z.string(),
    lifecycle,
    url: z.string().nullable(),
    zone: z.string().nullable(),
    currency: z.string().nullable(),
    notes: z.string(),
    isInactive: z.boolean(),
    version: z.number(),
    locations: z.array(location),
    contacts: z.array(contactCard),
    domains: z.array(z.string()),
    abilities,
  }),
});

const clientFields = {
  lifecycle: lifecycle.optional(),
  url: z.url({ protocol: /^https?$/, error: 'Give an address such as https://acme.test.' }).max(500).nullish(),
  zone: zone.nullish(),
  currency: currencyCode.nullish(),
  notes: longText(20_000).optional(),
};

export const createClient = contract({
  name: 'client.create',
  input: z.object({
    name: lineOfText(),
    ...clientFields,
    location: z.object({ name: lineOfText(), city: z.string().max(100).default(''), country: z.string().max(100).default('') }).optional(),
    domains: z.array(z.string().regex(/^[a-z0-9.-]+\.[a-z0-9-]{2,}$/, 'Give a domain such as acme.test.')).max(20).default([]),
  }),
  output: z.object({ id: z.uuid() }),
});

export const updateClient = contract({
  name: 'client.update',
  input: z.object({ id: idOf('client'), version: z.number().int().optional(), name: lineOfText().optional(), ...clientFields, isInactive: z.boolean().optional() }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const addLocation = contract({
  name: 'client.add_location',
  input: z.object({
    clientId: idOf('client'),
    name: lineOfText(),
    line1: z.string().max(200).default(''),
    city: z.string().max(100).default(''),
    region: z.string().max(100).default(''),
    postalCode: z.string().max(20).default(''),
    country: z.string().max(100).default(''),
    isDefault: z.boolean().default(false),
  }),
  output: z.object({ id: z.uuid() }),
});

export const listContacts = contract({
  name: 'contact.list',
  input: z.object({ clientId: idOf('client').optional(), search: z.string().max(200).optional(), ...paging }),
  output: pageOf(contactCard.extend({ clientName: z.string().nullable() })),
});

const contactFields = { phone: z.string().max(50).optional(), title: z.string().max(100).optional() };

export const createContact = contract({
  name: 'contact.create',
  input: z.object({ fullName: lineOfText(), email: z.string().max(254).nullish(), clientId: idOf('client').nullish(), ...contactFields }),
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

export { emailAddress };
