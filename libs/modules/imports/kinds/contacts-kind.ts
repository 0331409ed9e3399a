import {
  contacts,
  createContact,
  createContactAction,
  deleteContactAction,
  updateContact,
  updateContactAction,
} from '@kelp/clients';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { checkEach } from '@kelp/std';
import { asList, asNotYes, asOneOf, asText, asYesNo } from '../domain/cell-readers';
import { decoded } from './decoded';
import { given, oldValues, text } from './given';
import type { ImportKind, Made, SetCtx, SetRow, Values } from './import-kind';
import { clientIn, contactsAt, contactsNamed, findClients, livingContacts } from './lookups';

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

async function create(ctx: Ctx, rows: readonly SetRow[], { system }: SetCtx): Promise<Made[]> {
  const named = rows.map(({ values }) => text(values, 'client'));
  const found = await findClients(ctx, system, named);
  const inputs = await checkEach(rows, ({ values }, place) => {
    const client = named[place];
    return decoded(createContact, { ...facts(values), clientId: client ? clientIn(found, client) : null });
  });
  const ids = (await ctx.runAll(createContactAction, inputs)).map(({ id }) => id);
  for (const [place, { values }] of rows.entries())
    if (inUse(values).isInactive === true)
      await ctx.run(updateContactAction, decoded(updateContact, { id: ids[place], isInactive: true }));
  const versions = new Map((await ctx.db.list(contacts, { id: ids })).map(({ id, version }) => [id, version]));
  return ids.map((id) => ({ id, version: versions.get(id) ?? null }));
}

/** By address, else by name at the client. */
async function find(ctx: ReadCtx, rows: readonly SetRow[], { system }: SetCtx): Promise<(string | null)[]> {
  const all = (key: string) => rows.map(({ values }) => text(values, key));
  const byAddress = await contactsAt(ctx, all('email'));
  const owners = await findClients(ctx, system, all('client'));
  const asked = rows.map(({ values }) => ({
    words: nameOf(values),
    clientId: owners.get(text(values, 'client')) ?? null,
  }));
  const named = await contactsNamed(ctx, asked);
  const ids = asked.flatMap((one) => named(one) ?? []);
  const known = ids.length === 0 ? [] : await ctx.db.list(contacts, { id: ids });
  const emails = new Map(known.map((contact) => [contact.id, contact.email]));
  return rows.map(({ values }, place) => {
    const email = text(values, 'email');
    const one = asked[place];
    const same = one ? named(one) : null;
    // Somebody of the same name with another address is somebody else.
    return byAddress.get(email) ?? (same && email && emails.get(same) ? null : same);
  });
}

export const contactsKind: ImportKind = {
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
  setSize: 250,
  // Somebody of the same name at the same client in a line above is looked up once that one is written.
  namesIn: (values) => {
    const names = [`${nameOf(values)}|${text(values, 'client')}`];
    return { names, namesOfOthers: names };
  },
  find,
  follow: livingContacts,
  create,
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
};
