import fc from 'fast-check';
import { createClient } from '@kelp/clients';
import { identityModule, roles, writeUser } from '@kelp/identity';
import type { z } from '@kelp/kernel';
import { createTenant } from '@kelp/tenants';
import { sql } from '@kelp/platform/db';
import { bareTenant, callerWith, testHouse, type TestHouse } from '@kelp/testing';
import {
  createTicket,
  exportTickets,
  listTickets,
  readFilter,
  ticketChanges,
  namedSort,
  updateTicket,
  type TicketRow,
} from '../contract';
import { ticketsModule } from '../module';

let test: TestHouse;
let tenant: string;
let tess: string;

const many = 1300;
const staff = () => callerWith(tenant, 'all', { id: tess });
type Wish = Partial<z.output<typeof listTickets.input>>;
const list = (wish: Wish) => test.as(staff(), listTickets, { sort: 'activity', direction: 'desc', limit: 50, ...wish });
const titles = async (filter: string) =>
  (await list({ filter: readFilter(filter), limit: 200 })).rows.map(({ title }) => title).sort();

/** More tickets than are sorted at once, with gaps and ties in everything that can be sorted by. */
async function fill(): Promise<void> {
  for (const name of ['Zeta', 'acme', 'Cobalt', 'Bluefin']) await test.as(staff(), createClient, { name, domains: [] });
  await test.inside(tenant, async (ctx) => {
    const roleIds = [(await ctx.db.find(roles, { name: 'Technician', msp: true }))?.id ?? ''];
    tess = (await writeUser(ctx, { name: 'Tess Tran', email: 'tess@queue.test', roleIds })).id;
    await writeUser(ctx, { name: 'Tom Toth', email: 'tom@queue.test', roleIds });
    await ctx.db.rows(
      sql`insert into tickets (tenant_id, id, number, number_text, title, client_id, board_id, status_id, priority_id, assigned_to, origin, response_state,
            is_closed, closed_at, last_activity_at, sla_state, sla_due_at, created_at, updated_at)
          select ${tenant}, gen_random_uuid(), n, 'T-' || lpad(n::text, 4, '0'), 'Ticket ' || n, c.id, s.board_id, s.id, p.id, u.id, 'internal',
            (array['none', 'awaiting_us', 'awaiting_client'])[1 + n % 3], s.is_closed, case when s.is_closed then born end, born,
            case when n % 4 = 0 then 'running' end, case when n % 4 = 0 then born + interval '1 day' end, born, born
          from (select n, kelp_now() - (n / 7) * interval '1 hour' as born from generate_series(1, ${many}::int) as n) as numbers
          left join (select id, row_number() over (order by id) as at from clients where tenant_id = ${tenant}) c on c.at = n % 6
          left join (select id, row_number() over (order by id) as at from users where tenant_id = ${tenant}) u on u.at = n % 3
          join (select id, board_id, is_closed, row_number() over (order by id) as at, count(*) over () as many from statuses
            where tenant_id = ${tenant}) s on s.at = 1 + n % s.many
          join (select id, row_number() over (order by id) as at, count(*) over () as many from priorities where tenant_id = ${tenant}) p
            on p.at = 1 + n % p.many`,
    );
    await ctx.db.rows(sql`update number_series set next = ${many + 1} where tenant_id = ${tenant} and kind = 'ticket'`);
  });
}

beforeAll(async () => {
  test = await testHouse(identityModule, ticketsModule);
  tenant = await createTenant(
    test.house,
    { name: 'Northstar IT', zone: 'UTC', currency: 'USD' },
    async () => undefined,
  );
  await fill();
}, 60_000);
afterAll(() => test.close());

async function allPages(wish: Wish): Promise<TicketRow[]> {
  const rows: TicketRow[] = [];
  let after: string | undefined;
  do {
    const page = await list({ ...wish, ...(after ? { after } : {}) });
    rows.push(...page.rows);
    after = page.next ?? undefined;
  } while (after);
  return rows;
}

const rank = (name: string | undefined) => (name === undefined ? '\uffff' : name.toLowerCase());
const valueOf: Record<string, (row: TicketRow) => string | number> = {
  activity: ({ lastActivityAt }) => lastActivityAt.getTime(),
  created: ({ id }) => id,
  number: ({ number }) => Number(number.slice(2)),
  priority: ({ priority }) => priority.position,
  client: ({ client }) => rank(client?.name),
  assignee: ({ assignee }) => rank(assignee?.name),
};

const isSorted = (values: readonly (string | number)[], direction: string) =>
  values.every((value, at) => {
    const before = values[at - 1];
    return before === undefined || (direction === 'asc' ? before <= value : before >= value);
  });

it('gives every ticket once and in order, whatever the sort, the direction, the page size and the filter', async () => {
  const filters = [
    'state=all',
    'state=all&origin=internal',
    'state=open&response=awaiting_us',
    'assignee=nobody&state=all',
    'sla=none',
  ];
  const expected = new Map<string, number>();
  for (const filter of filters) {
    const rows = await allPages({ filter: readFilter(filter), sort: 'number', limit: 200 });
    expected.set(filter, rows.length);
  }
  expect([...expected.values()].filter((count) => count > 1000)).toHaveLength(2);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...namedSort.options),
      fc.constantFrom('asc' as const, 'desc' as const),
      fc.integer({ min: 60, max: 200 }),
      fc.constantFrom(...filters),
      async (sort, direction, limit, filter) => {
        const rows = await allPages({ filter: readFilter(filter), sort, direction, limit });
        expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
        expect(rows).toHaveLength(expected.get(filter) ?? -1);
        const value = valueOf[sort];
        if (value) expect(isSorted(rows.map(value), direction)).toBe(true);
      },
    ),
    { numRuns: 15 },
  );
}, 120_000);

it('sorts the rows of few matches as it walks through many', async () => {
  for (const sort of namedSort.options) {
    const few = await allPages({ filter: readFilter('state=all&response=awaiting_us'), sort, limit: 200 });
    const all = await allPages({ filter: readFilter('state=all'), sort, limit: 200 });
    const same = all.filter(({ responseState }) => responseState === 'awaiting_us').map(({ number }) => number);
    expect(few.map(({ number }) => number)).toEqual(same);
  }
}, 60_000);

it('counts up to a cap', async () => {
  expect((await list({ filter: readFilter('state=all'), limit: 1 })).openCount).toEqual({
    count: 1000,
    isCapped: true,
  });
  expect((await list({ filter: readFilter('q=nothing'), limit: 1 })).openCount).toEqual({ count: 0, isCapped: false });
});

it('refuses cursors of another list and nonsense', async () => {
  const { next } = await list({ filter: readFilter('state=all'), sort: 'client' });
  await expect(list({ sort: 'assignee', after: next ?? '' })).rejects.toMatchObject({ id: 'invalid' });
  const forged = Buffer.from(JSON.stringify(['client', 'desc', 'false', 'x', "';--", 'y'])).toString('base64url');
  await expect(list({ sort: 'client', after: forged })).rejects.toMatchObject({ id: 'invalid' });
});

describe('conditions', () => {
  it('fit as they say', async () => {
    const tom = (await list({ filter: readFilter('state=all'), limit: 200 })).rows.find(
      ({ assignee }) => assignee?.name === 'Tom Toth',
    )?.assignee?.id;
    const rows = async (filter: string) => await allPages({ filter: readFilter(`state=all&${filter}`), limit: 200 });
    const mine = await rows('assignee=me');
    expect(mine.length).toBeGreaterThan(100);
    expect(mine.every(({ assignee }) => assignee?.id === tess)).toBe(true);
    expect((await rows(`assignee=not:me,nobody`)).every(({ assignee }) => assignee?.id === tom)).toBe(true);
    expect((await rows(`assignee=${tom},nobody`)).length + mine.length).toBe(many);
    expect((await rows('client=none')).every(({ client }) => client === null)).toBe(true);
    expect((await rows('created=last:1d')).length).toBeLessThan(200);
    expect((await rows('created=last:2w')).length).toBe(many);
    expect(await rows('due=none')).toHaveLength(many - Math.floor(many / 4));
    expect((await rows('sla=overdue')).length + (await rows('sla=soon')).length).toBeLessThan(Math.floor(many / 4));
  });

  it('find words by their beginnings and tickets by their number', async () => {
    await test.as(staff(), createTicket, { title: 'Größere Printer-Probleme in Zürich' });
    await test.as(staff(), createTicket, { title: 'Printer offline' });
    expect(await titles('q=print')).toEqual(['Größere Printer-Probleme in Zürich', 'Printer offline']);
    expect(await titles('q=PROBL+print')).toEqual(['Größere Printer-Probleme in Zürich']);
    expect(await titles('q=zür')).toEqual(['Größere Printer-Probleme in Zürich']);
    expect(await titles('q=T-0004&state=all')).toContain('Ticket 4');
    expect((await list({ filter: readFilter('q=ticket&state=all') })).openCount?.isCapped).toBe(true);
    for (const hostile of ["'); drop table tickets", ':*&|!()', '%', '\\', 'a'.repeat(199)])
      expect(await titles(`q=${encodeURIComponent(hostile)}`)).toEqual([]);
  });

  it('are refused with a sentence when they make no sense', async () => {
    const wrong = [
      'colour=red',
      'state=odd',
      'board=x',
      'created=yesterday',
      'created=2026-02-31..',
      'q=a&state=open,closed',
    ];
    for (const filter of wrong) {
      await expect(list({ filter: readFilter(filter) })).rejects.toMatchObject({ id: 'invalid' });
    }
    await expect(test.dispatcher.wire('ticket.list', { filter: 'board=x' }, staff())).rejects.toMatchObject({
      fields: { filter: 'The filter "board" does not take "x".' },
    });
  });

  it('never reach into another workspace', async () => {
    const other = await bareTenant(test);
    await test.as(callerWith(other, 'all'), createTicket, { title: 'Printer of others' });
    expect(await titles('q=print&state=all')).not.toContain('Printer of others');
  });
});

it('tells only what changed since a list was read', async () => {
  const made = await test.as(staff(), createTicket, { title: 'Will change' });
  const page = await list({ filter: readFilter('state=all&q=change') });
  const since = new Date(page.at.getTime() + 60_000);
  const ask = (from: Date, filter: string) =>
    test.as(staff(), ticketChanges, { filter: readFilter(filter), since: from, known: [made.id] });
  expect(await ask(since, 'q=change')).toMatchObject({ rows: [], gone: [], isTooMuch: false });
  await test.as(staff(), updateTicket, { id: made.id, title: 'Has changed' });
  expect((await ask(page.at, 'q=changed')).rows).toMatchObject([{ title: 'Has changed' }]);
  expect(await ask(page.at, 'q=else')).toMatchObject({ rows: [], gone: [made.id] });
  expect((await ask(new Date(0), 'state=all')).isTooMuch).toBe(true);
});

it('exports what is on screen, page by page, with formulas made harmless', async () => {
  await test.as(staff(), createTicket, { title: '=cmd|calc' });
  const ask = (filter: string, after?: string) =>
    test.as(staff(), exportTickets, {
      filter: readFilter(filter),
      sort: 'number',
      direction: 'asc',
      columns: ['number', 'title'],
      ...(after ? { after } : {}),
    });
  expect((await ask('q=cmd')).csv).toMatch(/^Number,Title\r\nT-\d+,'=cmd\|calc\r\n$/);
  const first = await ask('state=all');
  const second = await ask('state=all', first.next ?? '');
  const lines = `${first.csv}${second.csv}`.trimEnd().split('\r\n');
  expect(lines.length - 1).toBe((await allPages({ filter: readFilter('state=all'), limit: 200 })).length);
  expect(lines.filter((line) => line.startsWith('Number'))).toHaveLength(1);
  await expect(
    test.as(callerWith(tenant, ['ticket.read']), exportTickets, {
      sort: 'number',
      direction: 'asc',
      columns: ['number'],
    }),
  ).rejects.toMatchObject({ id: 'forbidden' });
});
