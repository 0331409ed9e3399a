import {
  clientLocations,
  contacts,
  createClient,
  createContact,
  deleteContact,
  getClient,
  joinClient,
  listContactDependents,
  logInteraction,
  mergeContacts,
  updateClient,
  updateContact,
  updateLocation,
} from '@kelp/clients';
import { billingProfiles } from '@kelp/contracts';
import { sendInvoice } from '@kelp/billing';
import { findRecords } from '@kelp/search';
import { createTicket } from '@kelp/tickets';
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
const inside = <T>(work: Parameters<typeof test.inside<T>>[1]) => test.inside(filled.tenant, work);
const client = () => filled.ids['client'] ?? '';
let counter = 0;
const person = async (more: object = {}) =>
  (
    await test.as(staff(), createContact, {
      fullName: `Person ${(counter += 1)}`,
      email: `person-${counter}@delete.test`,
      clientId: client(),
      ...more,
    })
  ).id;
const remove = (id: string) => test.as(staff(), deleteContact, { id });

describe('deleting a contact', () => {
  it('takes one without history away, with memberships and addresses, from search too, and frees the address', async () => {
    const id = await person();
    const email = `person-${counter}@delete.test`;
    const { id: other } = await test.as(staff(), createClient, { name: 'Other', domains: [] });
    await test.as(staff(), joinClient, { contactId: id, clientId: other });
    const location = filled.ids['location'] ?? '';
    await test.as(staff(), updateLocation, { id: location, siteContactId: id });
    const found = async () =>
      (await test.as(staff(), findRecords, { text: email })).groups.flatMap(({ hits }) => hits.map((hit) => hit.id));
    await settle(test);
    expect(await found()).toContain(id);
    await remove(id);
    await settle(test);
    expect(await found()).not.toContain(id);
    expect(await inside((ctx) => ctx.db.find(contacts, { id }))).toBeUndefined();
    expect(await inside((ctx) => ctx.db.get(clientLocations, location))).toMatchObject({ siteContactId: null });
    await person({ email });
    await expect(remove(id)).rejects.toMatchObject({ id: 'not_found' });
  });

  it('is refused with every piece of history by number and way, and leads to deactivating', async () => {
    const id = await person();
    await test.as(staff(), createTicket, { title: 'Hers', clientId: client(), contactId: id });
    await test.as(staff(), logInteraction, { line: 'call 5m', visibility: 'internal', contactId: id });
    const blockers = [
      { label: '1 ticket', count: 1, href: `/msp/tickets?contact=${id}&state=all` },
      { label: '1 interaction', count: 1, href: `/msp/contacts/${id}` },
    ];
    const refusal = { id: 'contact.in_use', message: expect.stringContaining('Deactivate the contact instead') };
    const error = await remove(id).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(refusal);
    expect((error as { data: { blockers: unknown[] } }).data.blockers).toEqual(expect.arrayContaining(blockers));
    const shown = await test.as(staff(), listContactDependents, { id });
    expect(shown.rows).toEqual(expect.arrayContaining(blockers));
    const blind = callerWith(filled.tenant, ['contact.read']);
    expect((await test.as(blind, listContactDependents, { id })).rows).toEqual([]);
    await test.as(staff(), updateContact, { id, isInactive: true });
    const reader = callerWith(filled.tenant, ['contact.read', 'contact.update']);
    await expect(test.as(reader, deleteContact, { id })).rejects.toMatchObject({ id: 'forbidden' });
  });

  it('counts access to the portal as history', async () => {
    const shown = await test.as(staff(), listContactDependents, { id: filled.ids['contact'] ?? '' });
    expect(shown.rows.map(({ label }) => label)).toContain('1 portal user');
  });

  it('never leaves a ticket without its contact when both happen at once', async () => {
    for (let n = 0; n < 5; n += 1) {
      const id = await person();
      const [gone, made] = await Promise.allSettled([
        remove(id),
        test.as(staff(), createTicket, { title: 'At once', clientId: client(), contactId: id }),
      ]);
      expect([gone.status, made.status].filter((status) => status === 'fulfilled')).toHaveLength(1);
    }
  });
});

describe('the billing contact', () => {
  it('cannot be deleted before another one is chosen', async () => {
    const [first, second] = [await person(), await person()];
    await test.as(staff(), updateClient, { id: client(), billingContactId: first });
    expect((await test.as(staff(), getClient, { id: client() })).billingContact).toMatchObject({ id: first });
    await expect(remove(first)).rejects.toMatchObject({ id: 'contact.billing', data: { clients: [{ id: client() }] } });
    const shown = await test.as(staff(), listContactDependents, { id: first });
    expect(shown.billingContactOf).toMatchObject([{ id: client() }]);
    await test.as(staff(), updateClient, { id: client(), billingContactId: second });
    await remove(first);
  });

  it('is an active contact of the client', async () => {
    const stranger = (await test.as(staff(), createContact, { fullName: 'Stranger' })).id;
    const resting = await person();
    await test.as(staff(), updateContact, { id: resting, isInactive: true });
    for (const billingContactId of [stranger, resting])
      await expect(test.as(staff(), updateClient, { id: client(), billingContactId })).rejects.toMatchObject({
        id: 'invalid',
        fields: { billingContactId: expect.any(String) },
      });
  });

  it('gets the invoice where the billing profile names no address, at the address for bills first', async () => {
    const invoice = { id: filled.ids['invoice'] ?? '' };
    const [profile] = await inside((ctx) => ctx.db.list(billingProfiles, { clientId: client() }));
    await inside((ctx) => ctx.db.update(billingProfiles, profile?.id ?? '', { email: null }));
    await test.as(staff(), updateClient, { id: client(), billingContactId: null });
    await expect(test.as(staff(), sendInvoice, invoice)).rejects.toMatchObject({ id: 'invalid' });
    const id = await person();
    await test.as(staff(), updateClient, { id: client(), billingContactId: id });
    expect(await test.as(staff(), sendInvoice, invoice)).toMatchObject({ to: `person-${counter}@delete.test` });
    const otherEmails = [{ kind: 'billing' as const, email: 'bills@delete.test' }];
    await test.as(staff(), updateContact, { id, otherEmails });
    expect(await test.as(staff(), sendInvoice, invoice)).toMatchObject({ to: 'bills@delete.test' });
    await inside((ctx) => ctx.db.update(billingProfiles, profile?.id ?? '', { email: 'profile@delete.test' }));
    expect(await test.as(staff(), sendInvoice, invoice)).toMatchObject({ to: 'profile@delete.test' });
    await inside((ctx) => ctx.db.update(billingProfiles, profile?.id ?? '', { email: null }));
    await test.as(staff(), updateContact, { id, isInactive: true });
    await expect(test.as(staff(), sendInvoice, invoice)).rejects.toMatchObject({ id: 'invalid' });
  });

  it('stays the billing contact as the one that it is merged into', async () => {
    const [from, into] = [await person(), await person()];
    await test.as(staff(), updateClient, { id: client(), billingContactId: from });
    await test.as(staff(), mergeContacts, { id: from, intoId: into });
    expect((await test.as(staff(), getClient, { id: client() })).billingContact).toMatchObject({ id: into });
  });
});
