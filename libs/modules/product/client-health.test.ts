import { exportClients, getClientHealth, listClients, createClient, mergeClients } from '@kelp/clients';
import { deleteDraft, invoices } from '@kelp/billing';
import { createTicket, listTickets, tickets } from '@kelp/tickets';
import { callerWith, testHouse, type TestHouse } from '@kelp/testing';
import { productModules } from './index';
import { fillTenant, type FilledTenant } from './testing';

const hour = 3_600_000;
const month = 30 * 24 * hour;

let test: TestHouse;
let filled: FilledTenant;
beforeAll(async () => {
  test = await testHouse(...productModules);
  filled = await fillTenant(test, 'Northstar IT');
}, 60_000);
afterAll(() => test.close());

const staff = () => callerWith(filled.tenant, 'all', { id: filled.ids['user'] ?? null });
const page = { includeInactive: false, limit: 50 };
const list = (input: object = {}, caller = staff()) =>
  test.as(caller, listClients, { ...page, withHealth: true, ...input });
const make = async (name: string) => (await test.as(staff(), createClient, { name, domains: [] })).id;

/** A ticket of this client whose clock runs out in so many hours. */
async function ticket(clientId: string, inHours: number | null): Promise<string> {
  const { id } = await test.as(staff(), createTicket, { title: 'Late', clientId });
  await test.inside(filled.tenant, (ctx) =>
    ctx.db.update(tickets, id, {
      slaState: inHours === null ? null : 'running',
      slaDueAt: inHours === null ? null : new Date(ctx.now().getTime() + inHours * hour),
    }),
  );
  return id;
}

describe('how clients are doing', () => {
  it('counts open, late and endangered tickets as the queue does, and sorts by who needs care first', async () => {
    const [calm, busy, late] = [await make('Calm'), await make('Busy'), await make('Late')];
    for (const hours of [null, 48, 1]) await ticket(busy, hours);
    for (const hours of [-1, 2]) await ticket(late, hours);
    const { rows } = await list({ sort: 'sla', direction: 'desc' });
    const of = (id: string) => rows.find((row) => row.id === id)?.health?.tickets;
    expect(of(calm)).toEqual({ open: 0, breached: 0, atRisk: 0 });
    expect(of(busy)).toEqual({ open: 3, breached: 0, atRisk: 1 });
    expect(of(late)).toEqual({ open: 2, breached: 1, atRisk: 1 });
    const order = rows.map(({ id }) => id);
    expect(order.indexOf(late)).toBeLessThan(order.indexOf(busy));
    expect(order.indexOf(busy)).toBeLessThan(order.indexOf(calm));
    expect((await list({ sort: 'tickets', direction: 'desc' })).rows[0]?.id).toBe(busy);
    // The rows behind a figure are those of the queue.
    const behind = await test.as(staff(), listTickets, {
      filter: [
        { field: 'client', isNot: false, values: [late] },
        { field: 'sla', isNot: false, values: ['overdue'] },
      ],
      sort: 'activity',
      direction: 'desc',
      limit: 50,
    });
    expect(behind.rows).toHaveLength(1);
  });

  it('sums what is past due, by currency, with a merged client’s own, and leads the list of debtors', async () => {
    const id = filled.ids['client'] ?? '';
    const health = () => test.as(staff(), getClientHealth, { id });
    expect((await health()).money).toEqual({ overdue: [], since: null });
    await test.travel(3 * month);
    const due = await test.inside(filled.tenant, (ctx) => ctx.db.get(invoices, filled.ids['invoice'] ?? ''));
    const { money } = await health();
    expect(money).toMatchObject({ overdue: [{ currency: 'USD', count: 1 }], since: due.dueDate });
    expect(money?.overdue[0]?.amount).toBeLessThan(due.total);
    expect(money?.overdue[0]?.amount).toBeGreaterThan(0n);
    expect((await list({ sort: 'overdue', direction: 'desc' })).rows[0]).toMatchObject({ id, health: { money } });
    const { csv } = await test.as(staff(), exportClients, {
      includeInactive: false,
      sort: 'overdue',
      direction: 'desc',
    });
    expect(csv.split('\r\n')[1]).toMatch(/,\d+\.\d\d USD,\d{4}-\d\d-\d\d,/);

    for (const draft of await test.inside(filled.tenant, (ctx) =>
      ctx.db.list(invoices, { clientId: id, state: 'draft' }),
    ))
      await test.as(staff(), deleteDraft, { id: draft.id });
    const into = await make('Takes it over');
    await test.as(staff(), mergeClients, { id, intoId: into });
    expect((await test.as(staff(), getClientHealth, { id: into })).money).toEqual(money);
    expect((await list()).rows.map((row) => row.id)).not.toContain(id);
    await test.travel(0);
  });

  it('tells only what the reader may see', async () => {
    const tech = callerWith(filled.tenant, ['client.read', 'ticket.read']);
    const { rows } = await list({}, tech);
    expect(rows.every(({ health }) => health?.tickets && health.money === null)).toBe(true);
    await expect(list({ sort: 'overdue' }, tech)).rejects.toMatchObject({ id: 'invalid' });
    const blind = callerWith(filled.tenant, ['client.read']);
    expect((await list({}, blind)).rows[0]?.health).toEqual({ tickets: null, money: null });
  });
});
