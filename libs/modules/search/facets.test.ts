import { writeUser } from '@kelp/identity';
import { addComment, createTicket, ticketChoices, updateTicket } from '@kelp/tickets';
import { createClient, createContact } from '@kelp/clients';
import { sql } from '@kelp/platform/db';
import { bareTenant, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { findPortalRecords, findRecords, type SearchPageAnswer } from './contract';
import { searchModule } from './module';

let test: TestHouse;
let tenant: string;
let acme: string;
let globex: string;
let dee: string;
let tess: string;
const tickets: Record<string, string> = {};
beforeAll(async () => {
  test = await testHouse(searchModule);
  tenant = await bareTenant(test);
  tess = await test.inside(tenant, async (ctx) => {
    const role = await ctx.db.one<{ id: string }>(
      sql`select id from roles where tenant_id = ${tenant} and name = 'Technician'`,
    );
    return (await writeUser(ctx, { name: 'Tess', email: 'tess@northstar.test', roleIds: [role.id] })).id;
  });
  acme = (await test.as(staff(), createClient, { name: 'Acme', domains: [] })).id;
  globex = (await test.as(staff(), createClient, { name: 'Globex', domains: [] })).id;
  dee = (await test.as(staff(), createContact, { clientId: acme, fullName: 'Dee Diaz' })).id;
  await open('lobby', { title: 'Ferret in the lobby', clientId: acme, contactId: dee });
  await open('cellar', { title: 'Ferret in the cellar', clientId: acme });
  await open('roof', { title: 'Ferret on the roof', clientId: globex });
  await open('quiet', { title: 'Something else', clientId: globex });
  await say('quiet', 'internal');
  await close('cellar');
  await settle(test);
  // the roof's ticket was last touched twenty days ago, the cellar's two hundred
  await age('roof', 20);
  await age('cellar', 200);
});
afterAll(() => test.close());

const staff = () => callerWith(tenant, 'all', { id: tess, name: 'Tess' });
const find = (input: Record<string, unknown>, caller = staff()): Promise<SearchPageAnswer> =>
  test.as(caller, findRecords, { text: 'ferret', ...input });
const found = ({ groups }: SearchPageAnswer) => groups.flatMap(({ hits }) => hits.map(({ id }) => id)).sort();
const ids = (...names: string[]) => names.map((name) => tickets[name]).sort();

async function open(name: string, input: { title: string; clientId: string; contactId?: string }): Promise<void> {
  const { boards } = await test.as(staff(), ticketChoices, {});
  tickets[name] = (await test.as(staff(), createTicket, { ...input, boardId: boards[0]?.id })).id;
}

async function say(name: string, visibility: 'internal' | 'public'): Promise<void> {
  await test.as(staff(), addComment, {
    ticketId: tickets[name] ?? '',
    text: 'It was the ferret',
    visibility,
    uploads: [],
  });
}

async function close(name: string): Promise<void> {
  const { boards, statuses } = await test.as(staff(), ticketChoices, {});
  const statusId = statuses.find(({ isClosed, boardId }) => isClosed && boardId === boards[0]?.id)?.id ?? '';
  await test.as(staff(), updateTicket, { id: tickets[name] ?? '', statusId, version: 1 });
}

const age = (name: string, days: number) =>
  test.inside(tenant, (ctx) =>
    ctx.db.rows(
      sql`update search_docs set source_updated_at = now() - ${days} * interval '1 day' where tenant_id = ${tenant} and parent_id = ${tickets[name]}`,
    ),
  );

it('narrows to clients, to a status, to what changed lately and to what stands outside conversations', async () => {
  expect(found(await find({}))).toEqual(ids('lobby', 'cellar', 'roof', 'quiet'));
  expect(found(await find({ clients: [acme] }))).toEqual(ids('lobby', 'cellar'));
  expect(found(await find({ clients: [acme, globex], changed: 'month' }))).toEqual(ids('lobby', 'roof', 'quiet'));
  expect(found(await find({ changed: 'week' }))).toEqual(ids('lobby', 'quiet'));
  expect(found(await find({ comments: false }))).toEqual(ids('lobby', 'cellar', 'roof'));
  const { facets } = await find({});
  const closed = facets.statuses.find(({ count }) => count === 1)?.value ?? '';
  expect(found(await find({ statuses: [closed] }))).toEqual(ids('cellar'));
});

it('counts what each choice would leave, under the choices made elsewhere and not its own', async () => {
  const { facets } = await find({});
  expect(facets.clients.map(({ id, name, count }) => [id, name, count])).toEqual(
    [
      [acme, 'Acme', 2],
      [globex, 'Globex', 2],
    ].sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  );
  expect(facets.statuses.map(({ count }) => count)).toEqual([3, 1]);
  expect(facets.ages).toEqual([
    { age: 'week', count: 2 },
    { age: 'month', count: 3 },
    { age: 'year', count: 4 },
  ]);
  const narrowed = (await find({ clients: [acme], changed: 'month' })).facets;
  expect(narrowed.clients.map(({ name, count }) => [name, count])).toEqual([
    ['Globex', 2],
    ['Acme', 1],
  ]);
  expect(narrowed.statuses.map(({ count }) => count)).toEqual([1]);
  expect(narrowed.ages.map(({ count }) => count)).toEqual([1, 1, 2]);
});

it('narrows one kind page by page, and every count is true for what is left', async () => {
  const answer = await find({ type: 'ticket', clients: [globex] });
  expect(answer.groups.map(({ count, next }) => [count, next])).toEqual([[2, null]]);
  expect((await find({ clients: [globex], statuses: ['ticket:Nonsense'] })).groups).toEqual([]);
  // nothing is guessed where the words are there and only the choices leave nothing
  expect((await find({ clients: [dee] })).isFuzzy).toBe(false);
});

it('counts nothing that a person may not see', async () => {
  const reader = callerWith(tenant, ['search.use', 'client.read']);
  expect((await find({}, reader)).facets).toMatchObject({ clients: [], statuses: [] });
  const client = callerWith(tenant, ['portal_ticket.read_own'], { userType: 'client', clientId: acme, contactId: dee });
  const own = await test.as(client, findPortalRecords, { text: 'ferret' });
  expect(found(own)).toEqual(ids('lobby'));
  expect(own.facets).toMatchObject({ clients: [], statuses: [{ count: 1 }] });
  const reaching = await test.as(client, findPortalRecords, { text: 'ferret', clients: [globex] });
  expect(reaching.groups).toEqual([]);
});

it('refuses choices that are none', async () => {
  await expect(find({ clients: ['acme'] })).rejects.toMatchObject({ id: 'invalid' });
  await expect(find({ clients: Array.from({ length: 21 }, () => acme) })).rejects.toMatchObject({ id: 'invalid' });
  await expect(find({ changed: 'decade' })).rejects.toMatchObject({ id: 'invalid' });
});
