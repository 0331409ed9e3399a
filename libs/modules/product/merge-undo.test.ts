import {
  clientMerge,
  contactMerge,
  addLocation,
  clientLocations,
  clientTimeline,
  clients,
  contactClients,
  createClient,
  createContact,
  getClient,
  getContact,
  joinClient,
  mergeClients,
  mergeContacts,
  undoClientMerge,
  undoContactMerge,
  updateClient,
  updateContact,
  updateLocation,
} from '@kelp/clients';
import { addOffer, billingProfiles, contracts, redeemOffer } from '@kelp/contracts';
import { createDraft, deleteDraft, finaliseInvoice, invoices, listInvoices, voidInvoice } from '@kelp/billing';
import { users } from '@kelp/identity';
import { sql } from '@kelp/platform/db';
import { assignSlaPolicy } from '@kelp/sla';
import { addTags } from '@kelp/tags';
import { createTicket, tickets, ticketWatchers } from '@kelp/tickets';
import { timeEntries } from '@kelp/time';
import { asSuperuser, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { productModules } from './index';
import { fillTenant, type FilledTenant } from './testing';

let test: TestHouse;
let filled: FilledTenant;
beforeAll(async () => {
  test = await testHouse(...productModules);
  filled = await fillTenant(test, 'Northstar IT');
  const drafts = await test.as(staff(), listInvoices, { clientId: id('client'), state: 'draft', limit: 50 });
  for (const draft of drafts.rows) await test.as(staff(), deleteDraft, { id: draft.id });
  await settle(test);
}, 60_000);
afterAll(() => test.close());

const staff = () => callerWith(filled.tenant, 'all', { id: filled.ids['user'] ?? null });
const id = (noun: string) => filled.ids[noun] ?? '';
const inside = <T>(work: Parameters<typeof test.inside<T>>[1]) => test.inside(filled.tenant, work);
const client = async (name: string, rest: object = {}) =>
  (await test.as(staff(), createClient, { name, domains: [], ...rest })).id;
const contact = async (fullName: string, rest: object = {}) =>
  (await test.as(staff(), createContact, { fullName, ...rest })).id;

/** What may differ: the account of what was done, the engines' own rows, and the merge itself. */
const told = [
  'audit_log',
  'audit_unsealed',
  'deliveries',
  'idempotency_keys',
  'jobs',
  'live_counters',
  'outbox',
  'party_merge_changes',
  'party_merges',
];

/** Every row of the workspace, by table, without the version, when it was changed and when it was indexed. */
async function everything(): Promise<Record<string, string[]>> {
  const names = [...test.house.registry.tables.values()]
    .filter((table) => table.kind === 'tenant' && !told.includes(table.name))
    .map(({ name }) => name);
  const rows = await asSuperuser<{ name: string; row: string }>(
    test.superUrl,
    `select * from (${names
      .map(
        (name) =>
          `select '${name}' as name, (to_jsonb(t) - '{updated_at,version,indexed_at,source_updated_at}'::text[])::text as row
           from ${name} t where tenant_id = '${filled.tenant}'`,
      )
      .join(' union all ')}) x order by name, row`,
  );
  return Object.fromEntries(
    names.map((name) => [name, rows.filter((one) => one.name === name).map(({ row }) => row)] as const),
  );
}

/** Tables of which a merge would move nothing: the test must fill them first. Documents of the search count none. */
const unmoved = async (slot: typeof clientMerge, from: string, into: string) => {
  const parts = await inside((ctx) => ctx.askSlot(slot, { from, into }));
  return parts.filter(({ fate, count }) => fate === 'moves' && count === 0).map(({ table }) => table);
};

/** A row in the table by its name, for what the samples leave empty. */
const insert = (name: string, row: object) =>
  inside(async (ctx) => {
    const table = ctx.tables.get(name);
    if (!table) throw new Error(`There is no table ${name}.`);
    await ctx.db.insert(table, row as never);
  });

const giveAll = (name: string, patch: object) =>
  inside(async (ctx) => {
    const table = ctx.tables.get(name);
    if (!table) throw new Error(`There is no table ${name}.`);
    await ctx.db.updateAll(table, {}, patch as never);
  });

/** What the samples do not give the client that is merged, and what the one that stays has too. */
async function fillClients(from: string, into: string): Promise<void> {
  for (const name of ['recurring_tickets', 'ticket_templates']) await giveAll(name, { clientId: from });
  await giveAll('timers', { clientId: from, ticketId: null });
  await insert('mail_sender_rules', { pattern: 'someone@undo.test', action: 'accept', clientId: from });
  for (const clientId of [from, into]) {
    await insert('invoice_template_assignments', { clientId, standardTemplateCode: 'standard' });
    await insert('client_e_invoice_details', { clientId, legalName: `Legal ${clientId}` });
    await insert('late_fee_exemptions', { clientId });
  }
}

it('takes back a merge of clients with everything: each row of each table is as it was', async () => {
  const from = id('client');
  const into = await client('The one that stays', { notes: 'Own notes.', aliases: ['Stayer'] });
  const blank = { line1: '', city: '', region: '', postalCode: '', country: '', isDefault: false };
  await test.as(staff(), addLocation, { clientId: into, name: 'Main Street', ...blank });
  await test.as(staff(), updateClient, { id: from, aliases: ['Former', 'Once'], notes: 'Their notes.' });
  const both = await contact('Of both', { clientId: from });
  await test.as(staff(), joinClient, { contactId: both, clientId: into });
  const beside = await contact('Beside both');
  for (const clientId of [await client('Home of beside'), from, into])
    await test.as(staff(), joinClient, { contactId: beside, clientId });
  await test.as(staff(), addTags, { entity: 'client', ids: [from], tagIds: [id('tag')], names: [] });
  await client('Stands below', { parentId: from });
  for (const code of ['UNDO-BOTH', 'UNDO-ONE']) {
    const reduction = { kind: 'percent', percent: '10' };
    const offer = addOffer.input.parse({ code, name: code, reduction, repeats: 'once', validFrom: '2026-01-01' });
    await test.as(staff(), addOffer, offer);
  }
  for (const [code, clientId] of [
    ['UNDO-BOTH', from],
    ['UNDO-BOTH', into],
    ['UNDO-ONE', from],
  ] as const)
    await test.as(staff(), redeemOffer, { code, target: { kind: 'client', id: clientId }, from: '2026-01-01' });
  for (const clientId of [from, into])
    await test.as(staff(), assignSlaPolicy, { policyId: id('sla_policy'), clientId });
  await fillClients(from, into);
  await settle(test);
  expect(await unmoved(clientMerge, from, into)).toEqual(['search_docs']);
  const before = await everything();
  await test.as(staff(), mergeClients, { id: from, intoId: into });
  await settle(test);
  expect(
    Object.entries(await everything()).filter(([name, rows]) => `${rows}` !== `${before[name]}`).length,
  ).toBeGreaterThan(12);
  await test.as(staff(), undoClientMerge, { id: from });
  await settle(test);
  expect(await everything()).toEqual(before);
});

it('takes back a merge of contacts with everything', async () => {
  const from = id('contact');
  const into = await contact('Stays', { clientId: id('client'), email: 'stays@sample.test', phone: '312 555 0100' });
  await test.as(staff(), updateContact, {
    id: from,
    otherEmails: [{ kind: 'personal', email: 'from@home.test' }],
    isVip: true,
  });
  await inside(async (ctx) => {
    const [ticket] = await ctx.db.list(tickets, { contactId: from }, { limit: 1 });
    for (const contactId of [from, into])
      if (!(await ctx.db.find(ticketWatchers, { ticketId: ticket?.id ?? '', contactId })))
        await ctx.db.insert(ticketWatchers, { ticketId: ticket?.id ?? '', contactId });
    const clientId = (await ctx.db.insert(clients, { name: 'Of both contacts' })).id;
    for (const contactId of [from, into]) await ctx.db.insert(contactClients, { contactId, clientId });
    const email = 'second@way.test';
    await ctx.db.insert(users, { type: 'client', name: 'Second way', email, contactId: into, clientId: id('client') });
  });
  await test.as(staff(), addTags, { entity: 'contact', ids: [from], tagIds: [id('tag')], names: [] });
  for (const name of ['interactions', 'comments', 'recurring_tickets']) await giveAll(name, { contactId: from });
  await giveAll('clients', { billingContactId: from });
  await giveAll('client_locations', { siteContactId: from });
  await settle(test);
  expect(await unmoved(contactMerge, from, into)).toEqual(['search_docs']);
  const before = await everything();
  await test.as(staff(), mergeContacts, { id: from, intoId: into });
  await settle(test);
  expect(
    Object.entries(await everything()).filter(([name, rows]) => `${rows}` !== `${before[name]}`).length,
  ).toBeGreaterThan(4);
  await test.as(staff(), undoContactMerge, { id: from });
  await settle(test);
  expect(await everything()).toEqual(before);
});

describe('a merge that is taken back after a while', () => {
  const merge = (from: string, intoId: string) => test.as(staff(), mergeClients, { id: from, intoId });
  const undo = (from: string) => test.as(staff(), undoClientMerge, { id: from });
  const look = (one: string) => test.as(staff(), getClient, { id: one });
  const open = async (title: string, rest: object) =>
    (await test.as(staff(), createTicket, createTicket.input.parse({ title, boardId: id('board'), ...rest }))).id;
  const clientOf = (ticketId: string) => inside(async (ctx) => (await ctx.db.get(tickets, ticketId)).clientId);

  const foundFor = (clientId: string, ticketId: string) =>
    inside(async (ctx) => {
      const docs = await ctx.db.rows(
        sql`select 1 from search_docs where tenant_id = ${ctx.tenant} and type = 'ticket' and id = ${ticketId} and client_id = ${clientId}`,
      );
      return docs.length;
    });

  it('keeps what came to the other client since, and what was changed or went elsewhere since', async () => {
    const [from, into, third] = [await client('Goes'), await client('Keeps'), await client('Third one')];
    const [mine, away] = [await open('Moved', { clientId: from }), await open('Went on', { clientId: from })];
    const dee = await contact('Dee', { clientId: from });
    await settle(test);
    await merge(from, into);
    expect(await foundFor(into, mine)).toBe(1);
    expect((await look(into)).merged).toMatchObject([{ id: from, name: 'Goes', undoUntil: expect.any(Date) as Date }]);
    const since = await open('Since', { clientId: into });
    await inside((ctx) => ctx.db.update(tickets, away, { clientId: third }));
    await test.as(staff(), updateClient, { id: into, aliases: ['Goes', 'Since named'], notes: 'Written since.' });
    await test.as(staff(), updateContact, { id: dee, title: 'Owner since' });
    await undo(from);
    // At once: who may find a ticket does not wait for a worker.
    expect([await foundFor(from, mine), await foundFor(into, mine)]).toEqual([1, 0]);
    const { rows } = await test.as(staff(), clientTimeline, { id: from, limit: 50, kinds: ['change'] });
    expect(rows.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['client.unmerged', 'client.merged_away', 'client.created']),
    );
    expect([await clientOf(mine), await clientOf(away), await clientOf(since)]).toEqual([from, third, into]);
    expect(await look(into)).toMatchObject({ aliases: ['Since named'], notes: 'Written since.', merged: [] });
    expect(await look(from)).toMatchObject({
      isInactive: false,
      mergedInto: null,
      contacts: [{ title: 'Owner since' }],
    });
    await expect(undo(from)).rejects.toMatchObject({ id: 'merge.none' });
  });

  it('lets time that was logged since follow its ticket, and asks anew which line pays', async () => {
    const [from, into] = [await client('Time goes'), await client('Time stays')];
    const ticketId = await open('With time', { clientId: from });
    await merge(from, into);
    const [entry] = await inside((ctx) => ctx.db.list(timeEntries, {}, { limit: 1 }));
    const logged = await inside((ctx) => {
      const { id: _id, ...row } = entry ?? ({} as never);
      const open = { contractLineId: null, interactionId: null, commentId: null };
      return ctx.db.insert(timeEntries, { ...row, ...open, ticketId, clientId: into });
    });
    await undo(from);
    expect(await inside((ctx) => ctx.db.get(timeEntries, logged.id))).toMatchObject({ clientId: from, ticketId });
  });

  it('is refused while a name is taken, by the other one or a third one, and says by whom', async () => {
    const [from, into] = [await client('Blue Fin Ltd'), await client('Bluefin')];
    await merge(from, into);
    await test.as(staff(), updateClient, { id: into, name: 'Blue Fin Ltd', aliases: ['Bluefin'] });
    await expect(undo(from)).rejects.toMatchObject({
      id: 'merge.undo_blocked',
      message: '“Blue Fin Ltd” is the name of another client now. Rename that one first.',
    });
    await test.as(staff(), updateClient, { id: into, name: 'Bluefin', aliases: [] });
    const third = await client('Taker', { aliases: ['blue fin ltd'] });
    await expect(undo(from)).rejects.toMatchObject({
      message: '“Blue Fin Ltd” is another name of Taker now. Take that name from it first.',
    });
    await test.as(staff(), updateClient, { id: third, aliases: [] });
    await undo(from);
    expect((await look(from)).name).toBe('Blue Fin Ltd');
  });

  it('goes back in order through a chain, and refuses the wrong one', async () => {
    const [a, b, c] = [await client('Chain A'), await client('Chain B'), await client('Chain C')];
    await merge(a, b);
    await merge(b, c);
    await expect(undo(a)).rejects.toMatchObject({ message: expect.stringContaining('Chain B was merged') as string });
    await undo(b);
    expect((await look(a)).mergedInto).toMatchObject({ id: b });
    await undo(a);
    expect((await look(b)).aliases).toEqual([]);
  });

  it('is refused for what the other client was billed for since, and names the invoice', async () => {
    const [from, into] = [await client('Billed goes'), await client('Billed stays')];
    const [line] = await asSuperuser<{ contract: string; line: string }>(
      test.superUrl,
      `select c.id as contract, l.id as line from contracts c join contract_lines l on l.tenant_id = c.tenant_id and l.contract_id = c.id
       where c.tenant_id = '${filled.tenant}' and c.client_id is not null limit 1`,
    );
    await inside(async (ctx) => {
      await ctx.db.update(contracts, line?.contract ?? '', { clientId: from, billingProfileId: null });
      const { id: _id, ...profile } = await ctx.db.get(billingProfiles, id('billing profile'));
      await ctx.db.insert(billingProfiles, { ...profile, clientId: into, isDefault: true });
    });
    const [tax] = await asSuperuser<{ id: string }>(
      test.superUrl,
      `select category_id as id from tax_rates where tenant_id = '${filled.tenant}' and place = '*' and valid_to is null limit 1`,
    );
    await merge(from, into);
    const draft = await test.as(
      staff(),
      createDraft,
      createDraft.input.parse({
        clientId: into,
        lines: [{ description: 'Since', unitPrice: '1000', taxCategoryId: tax?.id ?? '' }],
      }),
    );
    await asSuperuser(
      test.superUrl,
      `update invoice_lines set contract_line_id = '${line?.line}' where invoice_id = '${draft.id}'`,
    );
    await expect(undo(from)).rejects.toMatchObject({
      message: 'What came from Billed goes stands on a draft invoice of Billed stays. Delete the draft first.',
    });
    await test.as(staff(), finaliseInvoice, { id: draft.id });
    const { numberText } = await inside((ctx) => ctx.db.get(invoices, draft.id));
    await expect(undo(from)).rejects.toMatchObject({
      message: `What came from Billed goes is billed to Billed stays by ${numberText}. Void it first.`,
    });
    await test.as(staff(), voidInvoice, { id: draft.id, reason: 'Billed the wrong one' });
    await undo(from);
    expect(await inside((ctx) => ctx.db.get(contracts, line?.contract ?? ''))).toMatchObject({ clientId: from });
  });

  it('gives each client one default location, whatever was marked since', async () => {
    const [from, into] = [await client('Placed goes'), await client('Placed stays')];
    const blank = { line1: '', city: '', region: '', postalCode: '', country: '' };
    const add = (clientId: string, name: string) =>
      test.as(staff(), addLocation, { clientId, name, ...blank, isDefault: false });
    await add(into, 'Own');
    await add(from, 'First');
    const second = await add(from, 'Second');
    await merge(from, into);
    await test.as(staff(), updateLocation, { id: second.id, isDefault: true });
    await undo(from);
    const marks = async (clientId: string) =>
      (await inside((ctx) => ctx.db.list(clientLocations, { clientId, isDefault: true }))).map(({ name }) => name);
    expect([await marks(from), await marks(into)]).toEqual([['Second'], ['Own']]);
  });

  it('is done once when two do it at once, and no more after seven days', async () => {
    const [from, into] = [await client('At once'), await client('At once too')];
    await merge(from, into);
    const both = await Promise.allSettled([undo(from), undo(from)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await merge(from, into);
    const later = { ...staff(), at: new Date(Date.now() + 7 * 24 * 3_600_000 + 60_000) };
    await expect(test.as(later, undoClientMerge, { id: from })).rejects.toMatchObject({
      id: 'merge.too_late',
      message: expect.stringContaining('more than 7 days ago') as string,
    });
    expect((await test.as(later, getClient, { id: into })).merged).toMatchObject([{ id: from, undoUntil: null }]);
    await expect(
      test.as(callerWith(filled.tenant, ['client.read']), undoClientMerge, { id: from }),
    ).rejects.toMatchObject({
      id: 'forbidden',
    });
  });

  it('gives a contact its addresses back, and refuses while another one has them', async () => {
    const clientId = id('client');
    const from = await contact('D. Diaz', { clientId, email: 'd.diaz@undo.test', phone: '312 555 0199' });
    const into = await contact('Dee Diaz', { clientId, email: 'dee@undo.test', phone: '312 555 0147' });
    await test.as(staff(), mergeContacts, { id: from, intoId: into });
    expect((await test.as(staff(), getContact, { id: into })).merged).toMatchObject([{ id: from, name: 'D. Diaz' }]);
    await test.as(staff(), updateContact, {
      id: into,
      email: 'd.diaz@undo.test',
      otherEmails: [{ kind: 'work', email: 'dee@undo.test' }],
    });
    const again = () => test.as(staff(), undoContactMerge, { id: from });
    await expect(again()).rejects.toMatchObject({
      message: 'd.diaz@undo.test is the main address of Dee Diaz now. Make another one the main address first.',
    });
    await test.as(staff(), updateContact, { id: into, email: 'dee@undo.test', otherEmails: [] });
    const third = await contact('Third', { clientId, email: 'd.diaz@undo.test' });
    await expect(again()).rejects.toMatchObject({
      message: 'd.diaz@undo.test belongs to Third now. Take that address from there first.',
    });
    await test.as(staff(), updateContact, { id: third, email: null });
    await again();
    expect(await test.as(staff(), getContact, { id: from })).toMatchObject({
      email: 'd.diaz@undo.test',
      mergedInto: null,
    });
    expect(await test.as(staff(), getContact, { id: into })).toMatchObject({
      email: 'dee@undo.test',
      phones: [{}],
      merged: [],
    });
  });
});
