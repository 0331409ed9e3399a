import pg from 'pg';
import { writeUser } from '@kelp/identity';
import { addComment, createTicket, ticketChoices, updateTicket } from '@kelp/tickets';
import { createClient, createContact } from '@kelp/clients';
import { sql } from '@kelp/platform/db';
import { createVisibilityGroup, updateVisibilityGroup } from '@kelp/portal';
import { asSuperuser, bareTenant, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { findPortalRecords, findRecords, recentRecords, suggestRecords, type SearchAnswer } from './contract';
import { fillSearch } from './jobs/fill-search';
import { searchModule } from './module';

let test: TestHouse;
let tenant: string;
let acme: string;
let dee: string;
let tess: string;
let printer: string;
beforeAll(async () => {
  test = await testHouse(searchModule);
  tenant = await bareTenant(test);
  tess = await test.inside(tenant, async (ctx) => {
    const role = await ctx.db.one<{ id: string }>(
      sql`select id from roles where tenant_id = ${tenant} and name = 'Technician'`,
    );
    return (await writeUser(ctx, { name: 'Tess', email: 'tess@northstar.test', roleIds: [role.id] })).id;
  });
  const all = staff();
  acme = (await test.as(all, createClient, { name: 'Ålborg Café', domains: [] })).id;
  const contact = { clientId: acme, fullName: 'Dee Diaz', email: 'dee@alborg.test', phone: '+45 70 20 48 61' };
  dee = (await test.as(all, createContact, contact)).id;
  printer = await open({ title: 'Printer offline in the lobby', clientId: acme, contactId: dee });
  await test.as(all, addComment, {
    ticketId: printer,
    text: 'The gate code is 4711 tulip',
    visibility: 'internal',
    uploads: [],
  });
  await test.as(all, addComment, {
    ticketId: printer,
    text: 'We bring a new toner <b>today</b>',
    visibility: 'public',
    uploads: [],
  });
  await open({ title: 'Mailbox full' });
  await settle(test);
});
afterAll(() => test.close());

const staff = () => callerWith(tenant, 'all', { id: tess, name: 'Tess' });
const client = () =>
  callerWith(tenant, ['portal_ticket.read_own'], { userType: 'client', clientId: acme, contactId: dee });

async function open(input: { title: string; clientId?: string; contactId?: string }): Promise<string> {
  const { boards } = await test.as(staff(), ticketChoices, {});
  return (await test.as(staff(), createTicket, { ...input, boardId: boards[0]?.id })).id;
}

const find = (text: string, caller = staff()) => test.as(caller, findRecords, { text });
const titles = ({ groups }: SearchAnswer) =>
  groups.flatMap(({ hits }) => hits.map(({ title }) => title.map((part) => part.text).join('')));

it('finds numbers first, words by their beginning, without accents, in phrases, and leaves out what has a minus', async () => {
  expect(titles(await find('T-0001'))[0]).toBe('Printer offline in the lobby');
  expect(titles(await find('#1'))).toEqual(['Printer offline in the lobby']);
  expect(titles(await find('print lob'))).toEqual(['Printer offline in the lobby']);
  expect(titles(await find('client:alborg cafe'))).toEqual(['Ålborg Café']);
  expect(titles(await find('ticket:"offline in the lobby"'))).toEqual(['Printer offline in the lobby']);
  expect(titles(await find('ticket:"lobby offline"'))).toEqual([]);
  expect(titles(await find('ticket:offline -lobby'))).toEqual([]);
});

it('finds a contact by the last four digits of the phone and by the address', async () => {
  expect(titles(await find('4861'))).toEqual(['Dee Diaz']);
  expect(titles(await find('contact:dee@alborg.test'))).toEqual(['Dee Diaz']);
});

it('shows names that look like a mistyped word, and says so', async () => {
  const answer = await find('pritner ofline');
  expect(titles(answer)).toContain('Printer offline in the lobby');
  expect(answer.isFuzzy).toBe(true);
  expect(await find('zzqxw')).toMatchObject({ groups: [], isFuzzy: false, hint: null });
});

it('finds a note’s words for staff and never for a client, who finds public words', async () => {
  const [group] = (await find('gate code')).groups;
  expect(group?.hits[0]).toMatchObject({ id: printer, foundIn: 'note' });
  for (const text of ['gate code', 'tulip', '"4711"', 'ticket:tulip']) {
    expect(await test.as(client(), findPortalRecords, { text })).toMatchObject({
      groups: [],
      isFuzzy: false,
      hint: null,
      facets: { clients: [], statuses: [] },
    });
  }
  const publicly = await test.as(client(), findPortalRecords, { text: 'toner' });
  expect(publicly.groups[0]?.hits[0]).toMatchObject({ id: printer, url: `/client-portal/tickets/${printer}` });
  const other = callerWith(tenant, ['portal_ticket.read_own'], { userType: 'client', clientId: acme, contactId: acme });
  expect((await test.as(other, findPortalRecords, { text: 'toner' })).groups).toEqual([]);
  await expect(test.as(client(), findRecords, { text: 'toner' })).rejects.toMatchObject({ id: 'forbidden' });
});

it('finds for a member of a visibility group what the group shows, and not a moment longer', async () => {
  const eva = (await test.as(staff(), createContact, { clientId: acme, fullName: 'Eva', email: 'eva@alborg.test' })).id;
  const colleague = callerWith(tenant, ['portal_ticket.read_own'], {
    ...{ userType: 'client' as const, clientId: acme, contactId: eva },
  });
  const found = async () => (await test.as(colleague, findPortalRecords, { text: 'toner' })).groups;
  expect(await found()).toEqual([]);
  const facts = { name: 'Lobby', reach: 'some' as const, seesMembers: true, contactIds: [dee], boardIds: [] };
  const { id } = await test.as(staff(), createVisibilityGroup, { clientId: acme, ...facts, memberIds: [eva] });
  expect(await found()).toMatchObject([{ count: 1, hits: [{ id: printer }] }]);
  await test.as(staff(), updateVisibilityGroup, { id, ...facts, reach: 'own', memberIds: [eva] });
  expect(await found()).toEqual([]);
});

it('gives a role without the permission of a type neither hits nor a count', async () => {
  const reader = callerWith(tenant, ['search.use', 'client.read']);
  expect((await find('alborg', reader)).groups.map(({ type, count }) => [type, count])).toEqual([['client', 1]]);
  expect((await find('printer', reader)).groups).toEqual([]);
  const records = [
    { type: 'ticket' as const, id: printer },
    { type: 'client' as const, id: acme },
  ];
  const { hits } = await test.as(reader, recentRecords, { records });
  expect(hits.map(({ id }) => id)).toEqual([acme]);
});

it('follows a changed title and a new wording once the events have been handled', async () => {
  const id = await open({ title: 'Slow scanner' });
  await settle(test);
  await test.as(staff(), updateTicket, { id, title: 'Slow plotter', version: await versionOf(id) });
  await settle(test);
  expect(titles(await find('plotter'))).toEqual(['Slow plotter']);
  expect(titles(await find('ticket:scanner'))).toEqual([]);
});

const versionOf = async (id: string) =>
  (
    await test.rows<{ version: number }>(
      tenant,
      sql`select version from tickets where tenant_id = ${tenant} and id = ${id}`,
    )
  )[0]?.version ?? 0;

it('shows nothing of another workspace, and nothing at all without one', async () => {
  const other = await bareTenant(test);
  expect((await find('printer', callerWith(other, 'all'))).groups).toEqual([]);
  const call = sql`select count(*)::int as n from search_by_words(search_query('[{"text":"printer","isPrefix":false,"isNot":false}]'), 'ticket', null, null, false, 10)`;
  expect(await test.house.database.control(call)).toEqual([{ n: 0 }]);
  expect(await test.rows(tenant, call)).toEqual([{ n: 1 }]);
});

it('takes signs of every kind as text', async () => {
  const hostile = [
    "'; drop table tickets; --",
    '& | ! ( ) : *',
    "a:* & !b | 'c'",
    '<->',
    '"',
    '-',
    '%_\\',
    '\u202e\ud800 x',
    '((((',
    '-"',
    'is:open',
    '💥',
  ];
  for (const text of hostile) expect((await find(text)).groups.length).toBeLessThan(6);
  expect((await find('-printer')).hint).toMatch(/what to look for/);
  await expect(find('x'.repeat(201))).rejects.toMatchObject({ id: 'invalid' });
  expect((await find('x '.repeat(100))).groups).toEqual([]);
});

it('gives words around the hit as pieces of text, marked, with markup left as it was written', async () => {
  const hit = (await test.as(staff(), suggestRecords, { text: 'toner' })).groups[0]?.hits[0];
  expect(hit?.snippet).toEqual([
    { text: 'We bring a new ', isHit: false },
    { text: 'toner', isHit: true },
    { text: ' <b>today</b>', isHit: false },
  ]);
});

it('gives one type page by page, each hit once, in the order of the first answer', async () => {
  for (let n = 0; n < 30; n += 1) await open({ title: `Paged ferret ${n}` });
  await settle(test);
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const input = { text: 'ferret', type: 'ticket' as const, ...(after ? { after } : {}) };
    const [group] = (await test.as(staff(), findRecords, input)).groups;
    expect(group?.count).toBe(30);
    seen.push(...(group?.hits ?? []).map(({ id }) => id));
    after = group?.next ?? undefined;
  } while (after);
  expect(seen).toHaveLength(30);
  expect(new Set(seen).size).toBe(30);
  const [all] = (await find('ferret')).groups;
  expect(all?.hits.map(({ id }) => id)).toEqual(seen.slice(0, 10));
  await expect(
    test.as(staff(), findRecords, { text: 'ferret', type: 'ticket', after: 'nonsense' }),
  ).rejects.toMatchObject({ id: 'invalid' });
});

it('narrows to open and own tickets', async () => {
  expect(titles(await find('ticket:printer is:open'))).toEqual(['Printer offline in the lobby']);
  expect(titles(await find('ticket:printer is:closed'))).toEqual([]);
  expect(titles(await find('ticket:printer is:mine'))).toEqual([]);
});

it('fills an empty index from the records, takes away what is gone, and changes nothing the second time', async () => {
  const docs = () =>
    test.rows<{ type: string; id: string; indexedAt: Date }>(
      tenant,
      sql`select type, id, indexed_at from search_docs where tenant_id = ${tenant} order by type, id`,
    );
  const before = await docs();
  await test.inside(tenant, async (ctx) => {
    await ctx.db.rows(sql`update search_docs set id = ${ctx.newId()} where tenant_id = ${tenant} and type = 'client'`);
    await ctx.db.rows(sql`delete from search_docs where tenant_id = ${tenant} and type <> 'client'`);
    await ctx.enqueue(fillSearch, { at: 'once' });
  });
  await settle(test);
  const filled = await docs();
  expect(filled.map(({ type, id }) => [type, id])).toEqual(before.map(({ type, id }) => [type, id]));
  await test.inside(tenant, async (ctx) => void (await ctx.enqueue(fillSearch, { at: 'again' })));
  await settle(test);
  expect(await docs()).toEqual(filled);
});

it('reads the word index as the app role, under forced row-level security', async () => {
  await test.inside(tenant, async (ctx) => {
    await ctx.db
      .rows(sql`insert into search_docs (tenant_id, type, id, parent_id, title, url, vector, name_key, source_updated_at, indexed_at)
      select ${tenant}, 'ticket', gen_random_uuid(), gen_random_uuid(), 'Filler ' || n, '', to_tsvector('simple', 'filler' || n), 'filler ' || n, now(), now()
      from generate_series(1, 20000) as n`);
  });
  await asSuperuser(test.superUrl, 'vacuum analyze search_docs');
  const words = `search_by_words(search_query('[{"text":"filler777","isPrefix":false,"isNot":false}]'), 'ticket', null, null, false, 100)`;
  expect(await plansOf(`select * from ${words}`)).toMatch(/Bitmap Index Scan on search_docs_vector/);
  expect(await plansOf(`select * from search_by_name('filer 777', 'ticket', null, null, false, 100)`)).toMatch(
    /Bitmap Index Scan on search_docs_name/,
  );
});

/** The plans of everything that a statement does as the app role under this tenant, the insides of functions too. */
async function plansOf(statement: string): Promise<string> {
  const client = new pg.Client({ connectionString: test.superUrl });
  const plans: string[] = [];
  client.on('notice', ({ message = '' }) => plans.push(message));
  await client.connect();
  try {
    await client.query("load 'auto_explain'");
    await client.query('set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on');
    await client.query('set client_min_messages = log; set role kelp_app');
    await client.query("select set_config('app.tenant', $1, false)", [tenant]);
    expect((await client.query(statement)).rowCount).toBeGreaterThan(0);
  } finally {
    await client.end();
  }
  return plans.join('\n');
}
