import { listInteractions, logInteraction } from '@kelp/clients';
import { sql } from '@kelp/platform/db';
import { findRecords } from '@kelp/search';
import { callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { addComment, createTicket, deleteTicket, makeTicketOfInteraction } from '@kelp/tickets';
import { createTimeEntry, deleteTimeEntry } from '@kelp/time';
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
const dead = async () =>
  test.rows<{ handler: string; error: string }>(
    filled.tenant,
    sql`select handler, error from deliveries where tenant_id = ${filled.tenant} and state = 'dead'`,
  );

it('leaves what stands for itself, is found no more, and harms no reaction that comes too late', async () => {
  await settle(test);
  expect(await dead()).toEqual([]);
  const interaction = await test.as(staff(), logInteraction, {
    line: 'call 10m the zeppelin',
    visibility: 'internal',
    clientId: id('client'),
    contactId: id('contact'),
  });
  const made = await test.as(staff(), makeTicketOfInteraction, { interactionId: interaction.id });
  const found = async () =>
    (await test.as(staff(), findRecords, { text: 'zeppelin', comments: true })).groups.flatMap(({ hits }) => hits)
      .length;
  await settle(test);
  expect(await found()).toBeGreaterThan(0);
  // nobody has read these events when the ticket goes
  await test.as(staff(), addComment, {
    ticketId: made.id,
    visibility: 'public',
    text: 'The zeppelin has landed.',
    uploads: [],
  });
  await test.as(staff(), deleteTicket, { id: made.id });
  const fresh = await test.as(staff(), createTicket, {
    title: 'zeppelin at once',
    clientId: id('client'),
    contactId: id('contact'),
  });
  await test.as(staff(), deleteTicket, { id: fresh.id });
  await settle(test);
  await test.travel(30 * 24 * 60 * 60_000);
  await settle(test);
  expect(await dead()).toEqual([]);
  expect(await found()).toBe(0);
  const { rows } = await test.as(staff(), listInteractions, { clientId: id('client'), limit: 50 });
  expect(rows.find((row) => row.id === interaction.id)).toMatchObject({ ticket: null });
});

it('is refused while time is logged on the ticket', async () => {
  const ticket = await test.as(staff(), createTicket, { title: 'Worked on', clientId: id('client') });
  const time = await test.as(staff(), createTimeEntry, {
    ticketId: ticket.id,
    serviceId: id('service'),
    startedAt: new Date('2026-05-04T14:00:00Z'),
    endedAt: new Date('2026-05-04T14:30:00Z'),
    notes: '',
    submit: false,
  });
  await expect(test.as(staff(), deleteTicket, { id: ticket.id })).rejects.toMatchObject({
    id: 'ticket.in_use',
    message: /Time is logged on it/,
  });
  await test.as(staff(), deleteTimeEntry, { id: time.id, version: time.version });
  await test.as(staff(), deleteTicket, { id: ticket.id });
});
