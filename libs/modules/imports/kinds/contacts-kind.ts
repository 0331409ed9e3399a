import {
  contacts,
  createContact,
  createContactAction,
  deleteContactAction,
  updateContact,
  updateContactAction,
} from '@kelp/clients';
import type { Ctx } from '@kelp/kernel';
import { asList, asNotYes, asOneOf, asText, asYesNo } from '../domain/cell-readers';
import { decoded } from './decoded';
import { given, oldValues, text } from './given';
import type { ImportKind, Values } from './import-kind';
import { rowByRow } from './row-by-row';
import { contactsAt, contactsNamed, findClient, livingContacts, requireClient } from './lookups';

const plain = ['email', 'title', 'isVip', 'locale', 'channel', 'isExternal'] as const;
const nameOf = (values: Values) =>
  text(values, 'fullName') || [text(values, 'firstName'), text(values, 'lastName')].filter(Boolean).join(' ');

const numbers = [
  ['phone', 'work'],
  ['mobile', 'mobile'],
  ['homePhone', 'home'],
  ['fax', 'fax'],
] as const;

function facts(values: Values) {
  const phones = numbers.flatMap(([key, kind]) => {
    const number = text(values, key);
    return number ? [{ kind, number, ...(key === 'phone' ? { extension: text(values, 'extension') } : {}) }] : [];
  });
  const others = (values['otherEmails'] ?? []) as string[];
  return {
    ...(nameOf(values) ? { fullName: nameOf(values) } : {}),
    ...given(values, plain),
    ...(phones.length > 0 ? { phones } : {}),
    ...(others.length > 0 ? { otherEmails: others.map((email) => ({ kind: 'other', email })) } : {}),
  };
}

const inUse = (values: Values) => {
  const said = values['isInactive'] ?? values['active'];
  return said === undefined ? {} : { isInactive: said };
};

async function create(ctx: Ctx, values: Values, system: string): Promise<string> {
  const client = text(values, 'client');
  const clientId = client ? await requireClient(ctx, system, client) : null;
  const { id } = await ctx.run(createContactAction, decoded(createContact, { ...facts(values), clientId }));
  if (inUse(values).isInactive === true)
    await ctx.run(updateContactAction, decoded(updateContact, { id, isInactive: true }));
  return id;
}

export const contactsKind: ImportKind = rowByRow({
  key: 'contacts',
  label: 'Contacts',
  entity: 'contact',
  title: 'fullName',
  needs: { create: ['contact.create'], update: ['contact.update'] },
  fields: [
    {
      key: 'fullName',
      label: 'Name',
      isRequired: true,
      orFields: ['firstName', 'lastName'],
      names: ['contact', 'contact name', 'display name', 'full name'],
      read: asText,
    },
    { key: 'firstName', label: 'First name', names: ['given name', 'forename'], read: asText },
    { key: 'lastName', label: 'Last name', names: ['surname', 'family name'], read: asText },
    {
      key: 'email',
      label: 'E-mail',
      names: ['email', 'email address', 'primary email', 'mail'],
      read: (words) => words.toLowerCase(),
    },
    {
      key: 'otherEmails',
      label: 'Other e-mails',
      hint: 'Several are separated by commas.',
      names: ['email 2', 'email2', 'secondary email', 'alternate email'],
      read: asList,
    },
    {
      key: 'client',
      label: 'Client',
      hint: 'By name, or by its id in the other system.',
      names: ['client name', 'company', 'company name', 'customer', 'organization', 'account'],
      read: asText,
    },
    { key: 'title', label: 'Job title', names: ['title', 'position', 'role'], read: asText },
    {
      key: 'phone',
      label: 'Phone',
      names: ['work phone', 'phone number', 'telephone', 'direct phone', 'office phone'],
      read: asText,
    },
    { key: 'extension', label: 'Extension', names: ['ext', 'phone extension'], read: asText },
    { key: 'mobile', label: 'Mobile', names: ['mobile phone', 'cell', 'cell phone', 'mobile number'], read: asText },
    { key: 'homePhone', label: 'Home phone', names: ['home'], read: asText },
    { key: 'fax', label: 'Fax', names: ['fax number'], read: asText },
    { key: 'locale', label: 'Language', hint: 'Such as de or pt-BR.', names: ['locale'], read: asText },
    {
      key: 'channel',
      label: 'Likes to be reached by',
      names: ['preferred channel'],
      choices: ['email', 'phone', 'portal'],
      read: asOneOf({ email: ['mail', 'e-mail'], phone: ['call', 'telephone'], portal: [] }),
    },
    { key: 'isVip', label: 'VIP', names: ['is vip', 'important'], read: asYesNo },
    { key: 'isExternal', label: 'May ask for any client', names: ['external'], read: asYesNo },
    { key: 'isInactive', label: 'Inactive', names: ['is inactive', 'archived'], read: asYesNo },
    {
      key: 'active',
      label: 'Active',
      hint: 'The opposite of inactive, for files that say so.',
      names: ['is active', 'enabled'],
      read: asNotYes,
    },
  ],
  keysOf: (values) => {
    const email = text(values, 'email');
    if (email) return [`email:${email}`];
    return nameOf(values) ? [`name:${nameOf(values)}|${text(values, 'client')}`.toLowerCase()] : [];
  },
  find: async (ctx, values, { system }) => {
    const email = text(values, 'email');
    const known = (await contactsAt(ctx, [email])).get(email) ?? null;
    if (known || !nameOf(values) || !text(values, 'client')) return known;
    const clientId = await findClient(ctx, system, text(values, 'client'));
    const one = { words: nameOf(values), clientId };
    const named = (await contactsNamed(ctx, [one]))(one);
    if (!named || !email) return named;
    // Somebody of the same name with another address is somebody else.
    return (await ctx.db.get(contacts, named)).email ? null : named;
  },
  follow: async (ctx, id) => (await livingContacts(ctx, [id])).get(id) ?? null,
  create: (ctx, values, { system }) => create(ctx, values, system),
  update: async (ctx, id, values) => {
    const patch = { ...facts(values), ...inUse(values) };
    const before = oldValues(await ctx.db.lock(contacts, id), patch);
    await ctx.run(updateContactAction, decoded(updateContact, { id, ...patch }));
    return before;
  },
  restore: async (ctx, id, before) => {
    await ctx.run(updateContactAction, decoded(updateContact, { id, ...before }));
  },
  remove: async (ctx, id) => {
    await ctx.run(deleteContactAction, { id });
  },
  versionOf: async (ctx, id) => (await ctx.db.find(contacts, { id }))?.version ?? null,
  href: (id) => `/msp/contacts/${id}`,
});
