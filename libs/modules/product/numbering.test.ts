import { createDraft, finaliseInvoice, getInvoice } from '@kelp/billing';
import { taxCategories } from '@kelp/catalog';
import { listPortalTickets } from '@kelp/portal';
import { findRecords } from '@kelp/search';
import { createTenant, listNumberSeries, saveNumberSeries, type NumberKind } from '@kelp/tenants';
import { createTicket, getTicket, listTickets, pickTickets } from '@kelp/tickets';
import { getTimeEntry, quickLog } from '@kelp/time';
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

const olive = () => callerWith(filled.tenant, 'all', { id: filled.ids['user'] ?? null });
const open = (title: string) => test.as(olive(), createTicket, { title });

async function series(kind: NumberKind) {
  const { rows } = await test.as(olive(), listNumberSeries, {});
  const found = rows.find((row) => row.kind === kind);
  if (!found) throw new Error(`There are no numbers of ${kind}.`);
  return found;
}

async function save(kind: NumberKind, change: { prefix?: string; padding?: number; next?: number }) {
  const { prefix, padding, version } = await series(kind);
  return test.as(olive(), saveNumberSeries, { kind, version, prefix, padding, ...change });
}

const listed = (how: object) =>
  test.as(olive(), listTickets, listTickets.input.parse({ state: 'all', direction: 'desc', ...how }));

async function ownDraft() {
  const [tax] = await test.inside(filled.tenant, (ctx) => ctx.db.list(taxCategories, {}, { limit: 1, orderBy: 'id' }));
  return createDraft.input.parse({
    clientId: filled.ids['client'] ?? '',
    lines: [{ description: 'A day', unitPrice: '1000', taxCategoryId: tax?.id ?? '' }],
  });
}

const found = async (search: string) => {
  const { rows } = await listed({ search });
  const picked = await test.as(olive(), pickTickets, { search, exceptIds: [] });
  const { groups } = await test.as(olive(), findRecords, { text: search, type: 'ticket' });
  return [rows[0]?.number, picked.rows[0]?.number, groups[0]?.hits[0]?.number];
};

it('counts for new tickets only: an old one keeps its number and is found by it everywhere', async () => {
  const old = await open('Before the change');
  const saved = await save('ticket', { prefix: 'NS-', padding: 6 });
  const young = await open('After the change');
  expect(old.number).toMatch(/^T-\d{4}$/);
  expect(young.number).toBe(`NS-${String(saved.next).padStart(6, '0')}`);
  expect((await test.as(olive(), getTicket, { id: old.id })).number).toBe(old.number);
  await settle(test);
  const digits = (number: string) => String(Number(number.replace(/\D/g, '')));
  for (const { number } of [old, young]) {
    const lead = number.replace(/\d+$/, '');
    for (const typed of [
      number,
      number.toLowerCase(),
      `${lead}${digits(number)}`,
      digits(number),
      `#${digits(number)}`,
    ])
      expect(await found(typed)).toEqual([number, number, number]);
  }
  // another's prefix names no ticket
  expect((await listed({ search: `T-${digits(young.number)}` })).rows).toEqual([]);
  for (const { id, number } of [old, young]) {
    const { entryId } = await test.as(olive(), quickLog, { line: `15m ${number} on the phone` });
    expect((await test.as(olive(), getTimeEntry, { id: entryId })).ticket).toMatchObject({ id, number });
  }
  const sorted = await listed({ sort: 'number' });
  expect(sorted.rows.slice(0, 2).map(({ number }) => number)).toEqual([young.number, old.number]);
});

it('shows the same number to clients', async () => {
  const amy = callerWith(filled.tenant, ['portal_ticket.read_own', 'portal_ticket.read_client'], {
    userType: 'client',
    id: filled.ids['user'] ?? null,
    clientId: filled.ids['client'] ?? null,
    contactId: filled.ids['contact'] ?? null,
  });
  const mine = { clientId: filled.ids['client'] ?? '', contactId: filled.ids['contact'] ?? '' };
  const { number } = await test.as(olive(), createTicket, { title: 'Of Amy', ...mine });
  const { rows } = await test.as(amy, listPortalTickets, listPortalTickets.input.parse({ search: number }));
  expect(rows.map((row) => row.number)).toEqual([number]);
});

it('refuses what would write two numbers alike, with a sentence for the field', async () => {
  const { next, last } = await series('ticket');
  expect(last).toBe(next - 1);
  await expect(save('ticket', { next: next - 1 })).rejects.toMatchObject({
    fields: { next: expect.stringContaining(`Give ${next} or more.`) },
  });
  for (const prefix of ['', 'NS', 'N2-', 'NS 7', 'LONGEST-', 'a.b-'])
    await expect(save('ticket', { prefix })).rejects.toMatchObject({ fields: { prefix: expect.any(String) } });
  await expect(save('invoice', { prefix: 'INV2026' })).rejects.toMatchObject({
    fields: { prefix: expect.any(String) },
  });
  for (const prefix of ['t-', 'NS-', 'CN-'])
    await expect(save('invoice', { prefix })).rejects.toMatchObject({
      fields: { prefix: 'Other numbers begin so already. Choose another prefix.' },
    });
  const { version } = await series('ticket');
  const twice = (padding: number) =>
    test.as(olive(), saveNumberSeries, { kind: 'ticket', version, prefix: 'NS-', padding });
  const both = await Promise.allSettled([twice(7), twice(8)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { id: 'stale' } });
});

it('gives no number twice while it is changed', async () => {
  const { next } = await series('ticket');
  const [changed, ...tickets] = await Promise.all([
    save('ticket', { next: next + 500, padding: 3 }),
    ...Array.from({ length: 8 }, (_, place) => open(`At once ${place}`)),
  ]);
  expect(changed.next).toBe(next + 500);
  const numbers = tickets.map(({ number }) => number);
  expect(new Set(numbers).size).toBe(8);
  expect((await open('Behind')).number).toBe(`NS-${(await series('ticket')).last}`);
});

it('numbers papers without a gap from wherever they begin, and leaves those that are out as they are', async () => {
  const before = await test.as(olive(), getInvoice, { id: filled.ids['invoice'] ?? '' });
  const { next } = await series('invoice');
  await expect(save('invoice', { next: next + 1 })).rejects.toMatchObject({
    fields: { next: expect.stringContaining(`stays ${next}`) },
  });
  await save('invoice', { prefix: 'INV-2027-', padding: 3 });
  const draft = await test.as(olive(), createDraft, await ownDraft());
  await test.as(olive(), finaliseInvoice, { id: draft.id });
  const { number } = await test.as(olive(), getInvoice, { id: draft.id });
  expect(number).toBe(`INV-2027-${String(next).padStart(3, '0')}`);
  expect((await test.as(olive(), getInvoice, { id: filled.ids['invoice'] ?? '' })).number).toBe(before.number);

  const fresh = callerWith(await createTenant(test.house, { name: 'Fresh', zone: 'UTC', currency: 'USD' }), 'all');
  const first = { kind: 'invoice' as const, version: 1, prefix: 'INV-', padding: 4, next: 2345 };
  expect(await test.as(fresh, saveNumberSeries, first)).toMatchObject({ next: 2345, last: null, mayChooseNext: true });
});
