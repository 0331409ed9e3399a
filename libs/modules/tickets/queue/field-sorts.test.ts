import { createField, deleteField, type Kind } from '@kelp/fields';
import { identityModule } from '@kelp/identity';
import type { z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { bareTenant, callerWith, testHouse, type TestHouse } from '@kelp/testing';
import { createTicket, exportTickets, listTickets, readFilter, type TicketRow } from '../contract';
import { ticketsModule } from '../module';

let test: TestHouse;
let tenant: string;

beforeAll(async () => {
  test = await testHouse(identityModule, ticketsModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  tenant = await bareTenant(test);
});

type Wish = Partial<z.output<typeof listTickets.input>>;
const staff = () => callerWith(tenant, 'all');
const list = (wish: Wish) =>
  test.as(staff(), listTickets, { filter: readFilter(''), sort: 'number', direction: 'asc', limit: 50, ...wish });
const field = (kind: Kind, key: string) =>
  test.as(staff(), createField, { entity: 'ticket', key, label: key, hint: '', kind, options: [], rules: {} });
const ticket = (title: string, custom: Record<string, unknown> = {}) =>
  test.as(staff(), createTicket, { title, custom: custom as Record<string, string> });

/** Every page of two rows after the other, so that each kind of cursor is crossed. */
async function titles(sort: string, direction: 'asc' | 'desc', limit = 2): Promise<string> {
  return (await allRows({ sort, direction, limit })).map(({ title }) => title).join(' ');
}

async function allRows(wish: Wish): Promise<TicketRow[]> {
  const rows: TicketRow[] = [];
  let after: string | undefined;
  do {
    const page = await list({ ...wish, ...(after ? { after } : {}) });
    rows.push(...page.rows);
    after = page.next ?? undefined;
  } while (after);
  return rows;
}

async function somePrices(): Promise<void> {
  for (const [kind, key] of [
    ['number', 'seats'],
    ['date', 'until'],
    ['text', 'po'],
    ['checkbox', 'vip'],
  ] as const)
    await field(kind, key);
  await ticket('a', { seats: '10', until: '2027-01-02', po: 'Zebra', vip: true });
  await ticket('b', { seats: '9.5', po: 'apple' });
  await ticket('c');
  await ticket('d', { seats: '-3', until: '2026-12-31', po: 'Ärger', vip: false });
  await ticket('e', { seats: '10' });
}

it('orders by numbers, days and texts as people mean them, tickets without a value last both ways', async () => {
  await somePrices();
  expect(await titles('field.seats', 'asc')).toBe('d b a e c');
  expect(await titles('field.seats', 'desc')).toBe('e a b d c');
  expect(await titles('field.until', 'asc')).toBe('d a b c e');
  expect(await titles('field.until', 'desc')).toBe('a d e c b');
  expect(await titles('field.po', 'asc')).toBe('b a d c e');
  expect(await titles('field.vip', 'desc', 1)).toBe('a d e c b');
});

it('orders the export in the same way', async () => {
  await somePrices();
  const { csv } = await test.as(staff(), exportTickets, {
    sort: 'field.seats',
    direction: 'desc',
    columns: ['title', 'field.seats'],
  });
  expect(csv).toBe('Title,seats\r\ne,10\r\na,10\r\nb,9.5\r\nd,-3\r\nc,\r\n');
});

it('goes on behind a text of any length and signs', async () => {
  await field('text', 'po');
  const long = `"; drop -- ${'ü'.repeat(288)}`;
  for (const title of ['a', 'b', 'c']) await ticket(title, { po: long });
  expect(await titles('field.po', 'asc', 1)).toBe('a b c');
});

it('refuses fields that are not there, have no order or are no name, and a page of another order', async () => {
  await field('number', 'seats');
  await field('long_text', 'story');
  const refusal = (sort: string) => list({ sort }).catch((error: { id: string; message: string }) => error);
  expect(await refusal('field.gone')).toMatchObject({ id: 'invalid', message: expect.stringMatching(/"gone"/) });
  expect(await refusal('field.story')).toMatchObject({ message: 'story has no order. Sort by something else.' });
  for (const sort of ['field.', 'field.seats;--', 'fields.seats', 'banana', 'field.__proto__'])
    expect(await refusal(sort)).toMatchObject({ id: 'invalid' });
  await somePricesOf('seats');
  const { next } = await list({ sort: 'field.seats', limit: 1 });
  await expect(list({ sort: 'field.seats', direction: 'desc', after: next ?? '' })).rejects.toMatchObject({
    id: 'invalid',
  });
});

it('says that a field is gone by which a saved view still sorts', async () => {
  const { id } = await field('number', 'seats');
  await ticket('a');
  expect((await list({ sort: 'field.seats' })).rows).toHaveLength(1);
  await test.as(staff(), deleteField, { id });
  await expect(list({ sort: 'field.seats' })).rejects.toMatchObject({ message: expect.stringMatching(/deleted/) });
});

async function somePricesOf(key: string): Promise<void> {
  for (const value of ['1', '2']) await ticket(value, { [key]: value });
}

it('walks more tickets than are sorted at once, each of them once and in order', async () => {
  const { id } = await field('text', 'po');
  await ticket('pattern');
  await test.inside(tenant, async (ctx) => {
    await ctx.db.rows(
      sql`insert into tickets (tenant_id, id, number, number_text, title, board_id, status_id, priority_id, origin, response_state, is_closed, last_activity_at,
            created_at, updated_at)
          select p.tenant_id, gen_random_uuid(), 10 + n, 'T-' || lpad((10 + n)::text, 4, '0'), 'n' || n, p.board_id, p.status_id, p.priority_id, p.origin, p.response_state, false,
            p.last_activity_at, p.created_at, p.updated_at
          from tickets p cross join generate_series(1, 1300) as n where p.tenant_id = ${tenant}`,
    );
    await ctx.db.rows(
      sql`insert into field_values (tenant_id, field_id, value, entity_id)
          select tenant_id, ${id}, 'p' || lpad((number % 40)::text, 2, '0'), id from tickets
          where tenant_id = ${tenant} and number % 3 > 0`,
    );
  });
  const values = new Map(
    (
      await test.rows<{ entityId: string; value: string }>(
        tenant,
        sql`select entity_id, value from field_values where tenant_id = ${tenant}`,
      )
    ).map(({ entityId, value }) => [entityId, value]),
  );
  for (const direction of ['asc', 'desc'] as const) {
    const rows = await allRows({ sort: 'field.po', direction, limit: 170 });
    expect(new Set(rows.map(({ id: ticketId }) => ticketId)).size).toBe(1301);
    const found = rows.map((row) => [values.get(row.id), row.id] as const);
    const filled = found.filter(([value]) => value !== undefined);
    expect(found.slice(0, filled.length)).toEqual(filled);
    const order = filled.map(([value = '', ticketId]) => `${value} ${ticketId}`);
    expect(order).toEqual([...order].sort((a, b) => (a < b ? -1 : 1) * (direction === 'asc' ? 1 : -1)));
  }
}, 60_000);
