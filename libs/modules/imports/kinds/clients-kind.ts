import {
  clients,
  createClient,
  createClientAction,
  deleteClientAction,
  updateClient,
  updateClientAction,
} from '@kelp/clients';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { checkEach, invalid } from '@kelp/std';
import { asList, asNotYes, asOneOf, asText, asYesNo } from '../domain/cell-readers';
import { given, oldValues, text } from './given';
import type { ImportKind, Made, SetCtx, SetRow, Values } from './import-kind';
import { clientsNamed, colleaguesIn, findClients, livingClients } from './lookups';
import { decoded } from './decoded';

/** Facts that stand in the client itself under the field's own name. */
const plain = ['name', 'type', 'lifecycle', 'url', 'zone', 'currency', 'notes', 'aliases'] as const;

/** What rows say of their clients, parents and people looked up at once. Refused together. */
async function factsOf(ctx: ReadCtx, rows: readonly SetRow[], { system, isTrial }: SetCtx) {
  const parents = await findClients(
    ctx,
    system,
    rows.map(({ values }) => text(values, 'parent')),
  );
  const colleague = await colleaguesIn(
    ctx,
    rows.map(({ values }) => text(values, 'accountManager')),
  );
  return checkEach(rows, async ({ values, isAbove }) => {
    const [parent, manager] = [text(values, 'parent'), text(values, 'accountManager')];
    const isPromised = async () => isTrial && ((await isAbove('name', parent)) || isAbove('externalId', parent));
    if (parent && !parents.has(parent) && !(await isPromised())) throw noParent(parent);
    return {
      ...given(values, plain),
      ...(parent ? { parentId: parents.get(parent) } : {}),
      ...(manager ? { accountManagerId: colleague(manager, 'accountManager') } : {}),
    };
  });
}

const noParent = (words: string) =>
  invalid('A client is missing.', {
    parent: `There is no client “${words}” here or in a line above. Put it further up, or correct the name.`,
  });

async function create(ctx: Ctx, rows: readonly SetRow[], around: SetCtx): Promise<Made[]> {
  const facts = await factsOf(ctx, rows, around);
  const inputs = await checkEach(rows, ({ values }, place) => {
    const hasPlace = values['city'] || values['country'];
    return decoded(createClient, {
      ...facts[place],
      domains: values['domains'] ?? [],
      ...(hasPlace
        ? { location: { name: 'Main office', city: values['city'] ?? '', country: values['country'] ?? '' } }
        : {}),
    });
  });
  const ids = (await ctx.runAll(createClientAction, inputs)).map(({ id }) => id);
  for (const [place, { values }] of rows.entries())
    if (isOut(values)) await ctx.run(updateClientAction, decoded(updateClient, { id: ids[place], isInactive: true }));
  const versions = new Map((await ctx.db.list(clients, { id: ids })).map(({ id, version }) => [id, version]));
  return ids.map((id) => ({ id, version: versions.get(id) ?? null }));
}

/** Addresses of companies stand in files without their scheme, mostly. */
const asAddress = (text: string) => (/^[a-z]+:/i.test(text) ? text : `https://${text}`);

export const clientsKind: ImportKind = {
  key: 'clients',
  label: 'Clients',
  entity: 'client',
  title: 'name',
  needs: { create: ['client.create'], update: ['client.update'] },
  fields: [
    {
      key: 'name',
      label: 'Name',
      isRequired: true,
      names: ['client', 'client name', 'company', 'company name', 'customer', 'account name', 'organization'],
      read: asText,
    },
    {
      key: 'aliases',
      label: 'Other names',
      hint: 'Several are separated by commas.',
      names: ['alias', 'aliases', 'alternate name'],
      read: asList,
    },
    {
      key: 'type',
      label: 'Type',
      names: ['client type'],
      choices: ['company', 'individual'],
      read: asOneOf({
        company: ['business', 'customer', 'organization', 'client'],
        individual: ['person', 'residential', 'private'],
      }),
    },
    {
      key: 'lifecycle',
      label: 'Lifecycle',
      names: ['status', 'stage', 'lifecycle stage'],
      choices: ['prospect', 'active', 'former'],
      read: asOneOf({
        prospect: ['lead', 'suspect', 'potential'],
        active: ['client', 'customer', 'current', 'yes', 'true', '1'],
        former: ['inactive', 'cancelled', 'lost', 'past', 'not approved', 'no', 'false', '0'],
      }),
    },
    { key: 'url', label: 'Website', names: ['url', 'web address', 'web site', 'homepage'], read: asAddress },
    { key: 'zone', label: 'Time zone', hint: 'An IANA name such as Europe/Berlin.', names: ['timezone'], read: asText },
    {
      key: 'currency',
      label: 'Currency',
      hint: 'Three letters such as EUR.',
      names: ['currency code'],
      read: (text) => text.toUpperCase(),
    },
    {
      key: 'parent',
      label: 'Parent client',
      hint: 'By name. Parents stand above their children.',
      names: ['parent', 'parent company', 'parent account'],
      read: asText,
    },
    {
      key: 'accountManager',
      label: 'Account manager',
      hint: 'A colleague’s name or address.',
      names: ['account owner', 'owner', 'looked after by'],
      read: asText,
    },
    {
      key: 'domains',
      label: 'Mail domains',
      hint: 'Several are separated by commas. Only for new clients.',
      names: ['domain', 'email domain', 'email domains'],
      read: asList,
    },
    { key: 'notes', label: 'Notes', names: ['note', 'comments', 'description'], read: asText },
    { key: 'city', label: 'City', hint: 'Makes the first location of a new client.', names: ['town'], read: asText },
    { key: 'country', label: 'Country', names: [], read: asText },
    { key: 'isInactive', label: 'Inactive', names: ['is inactive', 'archived', 'deactivated'], read: asYesNo },
    {
      key: 'active',
      label: 'Active',
      hint: 'The opposite of inactive, for files that say so.',
      names: ['is active', 'enabled'],
      read: asNotYes,
    },
  ],
  keysOf: (values) => (values['name'] ? [`name:${String(values['name']).toLowerCase()}`] : []),
  setSize: 250,
  namesIn: (values) => ({
    names: [text(values, 'name'), text(values, 'externalId'), ...((values['aliases'] as string[] | undefined) ?? [])],
    namesOfOthers: values['parent'] ? [text(values, 'parent')] : [],
  }),
  find: async (ctx, rows) => {
    const names = rows.map(({ values }) => text(values, 'name'));
    const found = await clientsNamed(ctx, names);
    return names.map((name) => found.get(name) ?? null);
  },
  follow: livingClients,
  create,
  update: async (ctx, id, values, row) => {
    const [facts] = await factsOf(ctx, [{ values, isAbove: row.isAbove }], row);
    const patch = { ...facts, ...inUse(values) };
    const before = oldValues(await ctx.db.lock(clients, id), patch);
    await ctx.run(updateClientAction, decoded(updateClient, { id, ...patch }));
    return before;
  },
  restore: async (ctx, id, before) => {
    await ctx.run(updateClientAction, decoded(updateClient, { id, ...before }));
  },
  remove: async (ctx, id) => {
    await ctx.run(deleteClientAction, { id });
  },
  versionOf: async (ctx, id) => (await ctx.db.find(clients, { id }))?.version ?? null,
  href: (id) => `/msp/clients/${id}`,
};

const isOut = (values: Values) => values['isInactive'] === true || values['active'] === true;
const inUse = (values: Values) => {
  const said = values['isInactive'] ?? values['active'];
  return said === undefined ? {} : { isInactive: said };
};
