import { bareTenant, callerWith, testHouse, type TestHouse } from '@kelp/testing';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { createClient, createContact, deactivateClient, joinClient } from '@kelp/clients';
import { createTicket, getTicket, listTickets } from '../contract';
import { ticketsModule } from '../module';

let test: TestHouse;
let tenant: string;

beforeAll(async () => {
  test = await testHouse(ticketsModule);
  tenant = await bareTenant(test);
});
afterAll(() => test.close());

const staff = () => callerWith(tenant, 'all');

it('gives a ticket its number, default status and priority, and tells the outbox', async () => {
  const first = await test.as(staff(), createTicket, { title: 'Printer offline' });
  const second = await test.as(staff(), createTicket, { title: 'Printer on fire' });
  expect([first.number, second.number]).toEqual(['T-0001', 'T-0002']);
  const ticket = await test.as(staff(), getTicket, { id: first.id });
  expect(ticket).toMatchObject({
    title: 'Printer offline',
    status: { name: 'New' },
    priority: { name: 'Medium' },
    origin: 'internal',
  });
  const events = await test.rows<{ type: string }>(
    tenant,
    sql`select type from outbox where tenant_id = ${tenant} and aggregate_id = ${first.id}`,
  );
  expect(events).toEqual([{ type: 'ticket.created' }]);
});

it('refuses a title in which nothing can be seen', async () => {
  for (const title of ['', '  ', '\u200b\u200b', '\u2060 \ufeff'])
    await expect(test.as(staff(), createTicket, { title })).rejects.toMatchObject({
      fields: { title: 'Please fill this in.' },
    });
  const { id } = await test.as(staff(), createTicket, { title: 'שלום 👩‍🔧 <script>' });
  expect((await test.as(staff(), getTicket, { id })).title).toBe('שלום 👩‍🔧 <script>');
});

it('brings the contact’s client along and refuses a contact of another client', async () => {
  const acme = await test.as(staff(), createClient, { name: 'Acme Dental', domains: [] });
  const bluefin = await test.as(staff(), createClient, { name: 'Bluefin Legal', domains: [] });
  const amy = await test.as(staff(), createContact, {
    fullName: 'Amy Adams',
    email: 'amy@acme.test',
    clientId: acme.id,
  });
  const { id } = await test.as(staff(), createTicket, { title: 'Slow', contactId: amy.id });
  expect(await test.as(staff(), getTicket, { id })).toMatchObject({
    client: { name: 'Acme Dental' },
    contact: { name: 'Amy Adams' },
  });
  await expect(
    test.as(staff(), createTicket, { title: 'Slow', contactId: amy.id, clientId: bluefin.id }),
  ).rejects.toMatchObject({
    id: 'invalid',
    fields: { contactId: expect.any(String) },
  });
});

it('keeps for which of a contact’s clients it is', async () => {
  const one = await test.as(staff(), createClient, { name: 'First of two', domains: [] });
  const two = await test.as(staff(), createClient, { name: 'Second of two', domains: [] });
  const both = await test.as(staff(), createContact, { fullName: 'Of both', clientId: one.id });
  await test.as(staff(), joinClient, { contactId: both.id, clientId: two.id });
  const { id } = await test.as(staff(), createTicket, { title: 'For two', contactId: both.id, clientId: two.id });
  expect(await test.as(staff(), getTicket, { id })).toMatchObject({
    client: { name: 'Second of two' },
    contact: { name: 'Of both' },
  });
});

it('opens nothing for an inactive client, except by those who may', async () => {
  const gone = await test.as(staff(), createClient, { name: 'Gone away', domains: [] });
  await test.as(staff(), deactivateClient, { id: gone.id, withContacts: true });
  const tech = callerWith(tenant, ['ticket.create', 'ticket.read']);
  const late = { title: 'Late', clientId: gone.id };
  await expect(test.as(tech, createTicket, late)).rejects.toMatchObject({ id: 'client.inactive' });
  await test.as(callerWith(tenant, ['ticket.create', 'client.serve_inactive']), createTicket, late);
});

it('answers for an unknown client as for one of another tenant', async () => {
  const other = await bareTenant(test);
  const foreign = await test.as(callerWith(other, 'all'), createClient, { name: 'Foreign', domains: [] });
  const failures = await Promise.all(
    [foreign.id, newId()].map((clientId) =>
      test
        .as(staff(), createTicket, { title: 'x', clientId })
        .catch((error: { id: string; message: string }) => [error.id, error.message]),
    ),
  );
  expect(failures[0]).toEqual(failures[1]);
});

it('refuses without the permission, and an empty title', async () => {
  await expect(test.as(callerWith(tenant, ['ticket.read']), createTicket, { title: 'x' })).rejects.toMatchObject({
    id: 'forbidden',
  });
  await expect(test.as(staff(), createTicket, { title: '  ' })).rejects.toMatchObject({ id: 'invalid' });
});

it('does the same request with the same key once, and refuses the key for another', async () => {
  const caller = { ...staff(), idempotencyKey: 'once-1' };
  const [a, b] = await Promise.all([
    test.as(caller, createTicket, { title: 'Only one' }),
    test.as(caller, createTicket, { title: 'Only one' }),
  ]);
  expect(a.id).toBe(b.id);
  await expect(test.as(caller, createTicket, { title: 'Another' })).rejects.toMatchObject({
    id: 'idempotency_key_reused',
  });
});

it('lists by keyset without losing or repeating a row', async () => {
  const other = await bareTenant(test);
  const caller = callerWith(other, 'all');
  for (let n = 0; n < 7; n += 1) await test.as(caller, createTicket, { title: `Ticket ${n}` });
  for (const sort of ['activity', 'created', 'priority', 'number'] as const) {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await test.as(caller, listTickets, { state: 'open', sort, direction: 'desc', limit: 3, after });
      seen.push(...page.rows.map((row) => row.title));
      after = page.next ?? undefined;
    } while (after);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  }
});
