import {
  clients,
  clientTimeline,
  contacts,
  createClient,
  createContact,
  getClient,
  listInteractions,
  logInteraction,
  mergeClients,
  mergeContacts,
  previewClientMerge,
  previewContactMerge,
} from '@kelp/clients';
import { addOffer, contracts, createContract, discounts, redeemOffer } from '@kelp/contracts';
import { deleteDraft, listInvoices } from '@kelp/billing';
import { findRecords } from '@kelp/search';
import { users } from '@kelp/identity';
import { getTicket, listTickets, makeTicketOfInteraction, tickets } from '@kelp/tickets';
import { makeTimeOfInteraction, timeEntries } from '@kelp/time';
import { callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { productModules } from './index';
import { fillTenant, type FilledTenant } from './testing';

let test: TestHouse;
let filled: FilledTenant;
beforeAll(async () => {
  test = await testHouse(...productModules);
  filled = await fillTenant(test, 'Northstar IT');
}, 60_000);
afterAll(() => test.close());

const staff = () => callerWith(filled.tenant, 'all', { id: filled.ids['user'] ?? null });
const id = (noun: string) => filled.ids[noun] ?? '';
const inside = <T>(work: Parameters<typeof test.inside<T>>[1]) => test.inside(filled.tenant, work);

describe('a ticket and time of an interaction', () => {
  it('are made once each, for the same client and contact, and link back', async () => {
    const whom = { clientId: id('client'), contactId: id('contact') };
    const one = await test.as(staff(), logInteraction, {
      line: 'call 10m the plotter',
      visibility: 'internal',
      ...whom,
    });
    const made = await test.as(staff(), makeTicketOfInteraction, { interactionId: one.id });
    const ticket = await test.as(staff(), getTicket, { id: made.id });
    expect(ticket).toMatchObject({
      title: 'the plotter',
      client: { id: whom.clientId },
      contact: { id: whom.contactId },
    });
    const again = { interactionId: one.id };
    await expect(test.as(staff(), makeTicketOfInteraction, again)).rejects.toMatchObject({
      id: 'interaction.has_ticket',
    });
    const time = await test.as(staff(), makeTimeOfInteraction, { ...again, serviceId: id('service') });
    expect(time.minutes).toBe(10);
    await expect(test.as(staff(), makeTimeOfInteraction, again)).rejects.toMatchObject({ id: 'interaction.has_time' });
    const { rows } = await test.as(staff(), listInteractions, { ticketId: made.id, limit: 50 });
    expect(rows).toMatchObject([{ id: one.id, ticket: { number: ticket.number }, loggedMinutes: 10 }]);
    const entry = await inside((ctx) => ctx.db.get(timeEntries, time.id));
    expect(entry).toMatchObject({ ticketId: made.id, clientId: whom.clientId, notes: 'the plotter' });
    const blind = callerWith(filled.tenant, ['interaction.read']);
    const seen = await test.as(blind, listInteractions, { clientId: whom.clientId, limit: 50 });
    expect(seen.rows.find((row) => row.id === one.id)).toMatchObject({ ticket: null, loggedMinutes: null });
    await expect(test.as(blind, listInteractions, { ticketId: made.id, limit: 50 })).rejects.toMatchObject({
      id: 'not_found',
    });
  });
});

describe('contacts with everything', () => {
  it('moves tickets, comments and portal access', async () => {
    const into = (await test.as(staff(), createContact, { fullName: 'Stays', clientId: id('client') })).id;
    const preview = await test.as(staff(), previewContactMerge, { id: id('contact'), intoId: into });
    expect(preview).toMatchObject({ portal: 'moves', blockers: [] });
    const portal = await inside((ctx) => ctx.db.find(users, { contactId: id('contact') }));
    await test.as(staff(), mergeContacts, { id: id('contact'), intoId: into });
    const rows = await inside((ctx) => ctx.db.list(tickets, { contactId: id('contact') }));
    expect(rows).toEqual([]);
    expect((await inside((ctx) => ctx.db.list(tickets, { contactId: into }))).length).toBeGreaterThan(0);
    expect(await inside((ctx) => ctx.db.find(users, { contactId: into }))).toMatchObject({
      id: portal?.id,
      isActive: true,
    });
    expect(await inside((ctx) => ctx.db.get(contacts, id('contact')))).toMatchObject({
      mergedIntoId: into,
      email: null,
    });
  });

  it('ends the second way into the portal where both have one', async () => {
    const both = await inside(async (ctx) => {
      const make = async (n: number) => {
        const email = `twin${n}@twin.test`;
        const contact = await ctx.db.insert(contacts, { fullName: `Twin ${n}`, email, clientId: id('client') });
        const user = await ctx.db.insert(users, {
          type: 'client',
          name: `Twin ${n}`,
          email,
          contactId: contact.id,
          clientId: id('client'),
        });
        return { contactId: contact.id, userId: user.id };
      };
      return [await make(1), await make(2)] as const;
    });
    const preview = await test.as(staff(), previewContactMerge, { id: both[0].contactId, intoId: both[1].contactId });
    expect(preview.portal).toBe('ends');
    await test.as(staff(), mergeContacts, { id: both[0].contactId, intoId: both[1].contactId });
    expect(await inside((ctx) => ctx.db.get(users, both[0].userId))).toMatchObject({ isActive: false });
    expect(await inside((ctx) => ctx.db.get(users, both[1].userId))).toMatchObject({ isActive: true });
  });
});

it('merges two clients who redeemed the same offer: the one that stays keeps its own, other discounts go along', async () => {
  const make = async (name: string) => (await test.as(staff(), createClient, { name, domains: [] })).id;
  const [from, into] = [await make('Twice One'), await make('Twice Two')];
  for (const code of ['BOTH-10', 'ONE-10']) {
    const reduction = { kind: 'percent', percent: '10' };
    const offer = addOffer.input.parse({ code, name: code, reduction, repeats: 'once', validFrom: '2026-01-01' });
    await test.as(staff(), addOffer, offer);
  }
  const redeem = (code: string, clientId: string) =>
    test.as(staff(), redeemOffer, { code, target: { kind: 'client', id: clientId }, from: '2026-01-01' });
  const [theirs, own] = [await redeem('BOTH-10', from), await redeem('BOTH-10', into)];
  const moved = await redeem('ONE-10', from);
  const { moves, stays } = await test.as(staff(), previewClientMerge, { id: from, intoId: into });
  expect(moves).toContain('1 discount');
  expect(stays).toContain('1 redemption of an offer that both have');
  await test.as(staff(), mergeClients, { id: from, intoId: into });
  const held = await inside((ctx) => ctx.db.list(discounts, { clientId: into }));
  expect(held.map((row) => row.id).sort()).toEqual([own.id, moved.id].sort());
  expect(await inside((ctx) => ctx.db.get(discounts, theirs.id))).toMatchObject({ clientId: from });
});

describe('clients with everything', () => {
  it('is refused while drafts wait or both are billed by contracts, and says what to do', async () => {
    const busy = (await test.as(staff(), createClient, { name: 'Busy too', domains: [] })).id;
    await test.as(
      staff(),
      createContract,
      createContract.input.parse({ clientId: busy, name: 'B', startsOn: '2026-01-01' }),
    );
    const { blockers } = await test.as(staff(), previewClientMerge, { id: id('client'), intoId: busy });
    expect(blockers.join(' ')).toContain('have contracts that are not ended');
    expect(blockers.join(' ')).toContain('has 2 draft invoices. Finalise or delete them first.');
    await expect(test.as(staff(), mergeClients, { id: id('client'), intoId: busy })).rejects.toMatchObject({
      id: 'client.merge_blocked',
      message: expect.stringContaining('End those of one of them first.') as string,
    });
    expect(await inside((ctx) => ctx.db.get(clients, id('client')))).toMatchObject({ mergedIntoId: null });
  });

  it('moves all that lives; invoices stay under the old name and are found with the new client', async () => {
    const into = (await test.as(staff(), createClient, { name: 'The one that stays', domains: [] })).id;
    const drafts = await test.as(staff(), listInvoices, { clientId: id('client'), state: 'draft', limit: 50 });
    for (const draft of drafts.rows) await test.as(staff(), deleteDraft, { id: draft.id });
    const { blockers, stays } = await test.as(staff(), previewClientMerge, { id: id('client'), intoId: into });
    expect(blockers).toEqual([]);
    expect(stays).toContain('2 invoices');
    const before = await test.as(staff(), listInvoices, { clientId: id('client'), limit: 50 });
    const had = await inside((ctx) => ctx.db.list(contracts, { clientId: id('client') }));
    const ticketsBefore = await test.as(staff(), listTickets, {
      clientId: id('client'),
      state: 'all',
      sort: 'activity',
      direction: 'desc',
      limit: 50,
    });
    await test.as(staff(), mergeClients, { id: id('client'), intoId: into });
    await settle(test);
    for (const table of [tickets, contracts]) {
      expect(await inside((ctx) => ctx.db.list(table, { clientId: id('client') }))).toEqual([]);
      expect((await inside((ctx) => ctx.db.list(table, { clientId: into }))).length).toBeGreaterThan(0);
    }
    const moved = await inside((ctx) => ctx.db.list(contracts, { clientId: into }));
    expect(moved.map((one) => one.id).sort()).toEqual(had.map((one) => one.id).sort());
    const after = await test.as(staff(), listInvoices, { clientId: into, limit: 50 });
    expect(after.rows.map((row) => row.id)).toEqual(before.rows.map((row) => row.id));
    expect(after.rows.length).toBeGreaterThan(0);
    expect(after.rows[0]?.client.name).not.toBe('The one that stays');
    const now = await test.as(staff(), listTickets, {
      clientId: into,
      state: 'all',
      sort: 'activity',
      direction: 'desc',
      limit: 50,
    });
    expect(now.rows.length).toBe(ticketsBefore.rows.length);
    const { kinds, rows } = await test.as(staff(), clientTimeline, { id: into, limit: 50 });
    expect(kinds).toEqual(['ticket', 'interaction', 'invoice', 'contract', 'survey', 'change']);
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(kinds));
    expect((await test.as(staff(), getClient, { id: id('client') })).mergedInto?.id).toBe(into);
    const found = await test.as(staff(), findRecords, { text: 'client:Sample' });
    expect(JSON.stringify(found)).not.toContain(`/msp/clients/${id('client')}`);
  });
});
