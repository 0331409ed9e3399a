import { createTeam, identityModule, roles, writeUser } from '@kelp/identity';
import { createTenant } from '@kelp/tenants';
import { sql } from '@kelp/platform/db';
import { callerWith, testHouse, type TestHouse } from '@kelp/testing';
import {
  countSavedViews,
  createSavedView,
  createTicket,
  deleteSavedView,
  listSavedViews,
  pinSavedViews,
  setDefaultView,
  updateSavedView,
} from '../contract';
import { ticketsModule } from '../module';
import { boards } from '../tables';

let test: TestHouse;
let tenant: string;
let tess: string;
let tom: string;

beforeAll(async () => {
  test = await testHouse(identityModule, ticketsModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  tenant = await createTenant(
    test.house,
    { name: 'Northstar IT', zone: 'UTC', currency: 'USD' },
    async () => undefined,
  );
  [tess, tom] = await test.inside(tenant, async (ctx) => {
    const roleIds = [(await ctx.db.find(roles, { name: 'Technician', msp: true }))?.id ?? ''];
    return [
      (await writeUser(ctx, { name: 'Tess', email: `tess@${tenant}.test`, roleIds })).id,
      (await writeUser(ctx, { name: 'Tom', email: `tom@${tenant}.test`, roleIds })).id,
    ];
  });
});

const as = (id: string, ...more: string[]) => callerWith(tenant, ['ticket.read', 'ticket.create', ...more], { id });
const views = async (id: string) => (await test.as(as(id), listSavedViews, {})).rows;
const names = async (id: string) => (await views(id)).map(({ name }) => name);
const base = { columns: [] as string[], density: 'normal' as const, isPinned: true };
const shipped = ['My open', 'Unassigned', 'Waiting for us', 'Due today', 'Recently closed'];

it('begins with the shipped views in the rail and counts what they show', async () => {
  const rows = await views(tess);
  expect(rows.map(({ name, isPinned, isShipped }) => [name, isPinned, isShipped])).toEqual(
    shipped.map((name) => [name, true, true]),
  );
  await test.as(as(tess), createTicket, { title: 'Nobody has it' });
  const { rows: counts } = await test.as(as(tess), countSavedViews, { ids: rows.map(({ id }) => id) });
  const unassigned = rows.find(({ name }) => name === 'Unassigned')?.id;
  expect(counts.find(({ id }) => id === unassigned)?.counted).toEqual({ count: 1, isCapped: false });
});

it('keeps one’s own view to oneself, a team’s to the team', async () => {
  await test.as(as(tess), createSavedView, { ...base, name: 'Mine', audience: 'mine', query: 'assignee=me&q=print' });
  expect(await names(tess)).toContain('Mine');
  expect(await names(tom)).not.toContain('Mine');
  const team = await test.as(callerWith(tenant, 'all'), createTeam, {
    name: 'Desk',
    members: [{ userId: tom, role: 'member' }],
  });
  const wish = { ...base, name: 'Team’s', audience: 'team' as const, teamId: team.id, query: 'team=mine' };
  await expect(test.as(as(tess), createSavedView, wish)).rejects.toMatchObject({ id: 'forbidden' });
  await test.as(as(tess, 'saved_view.share_team'), createSavedView, wish);
  expect(await names(tom)).toContain('Team’s');
  const nobody = callerWith(tenant, ['ticket.read']);
  expect((await test.as(nobody, listSavedViews, {})).rows.map(({ name }) => name)).not.toContain('Team’s');
});

it('lets shared views be changed by those who may share, and refuses stale and senseless ones', async () => {
  const { id } = await test.as(as(tess), createSavedView, { ...base, name: 'Mine', audience: 'mine', query: '' });
  await expect(test.as(as(tom), updateSavedView, { id, name: 'Taken' })).rejects.toMatchObject({ id: 'not_found' });
  await expect(test.as(as(tess), updateSavedView, { id, audience: 'everyone' })).rejects.toMatchObject({
    id: 'forbidden',
  });
  await expect(test.as(as(tess), updateSavedView, { id, query: 'board=x' })).rejects.toMatchObject({ id: 'invalid' });
  await test.as(as(tess, 'saved_view.share_all'), updateSavedView, { id, version: 1, audience: 'everyone' });
  await expect(test.as(as(tom), deleteSavedView, { id })).rejects.toMatchObject({ id: 'forbidden' });
  await expect(
    test.as(as(tom, 'saved_view.share_all'), updateSavedView, { id, version: 1, name: 'Late' }),
  ).rejects.toMatchObject({ id: 'stale' });
});

it('keeps each person’s rail and order, also what was taken out of it', async () => {
  const rows = await views(tess);
  const [first, second, third] = rows.map(({ id }) => id);
  await test.as(as(tess), pinSavedViews, { ids: [third ?? '', first ?? ''] });
  const mine = await views(tess);
  expect(mine.filter(({ isPinned }) => isPinned).map(({ id }) => id)).toEqual([third, first]);
  expect(mine.find(({ id }) => id === second)?.isPinned).toBe(false);
  expect((await views(tom)).every(({ isPinned }) => isPinned)).toBe(true);
});

it('opens a person’s list with their choice and a board’s with a shared one', async () => {
  const [view] = await views(tess);
  const id = view?.id ?? '';
  await test.as(as(tess), setDefaultView, { id });
  expect((await views(tess)).find((one) => one.id === id)?.isMyDefault).toBe(true);
  expect((await views(tom)).find((one) => one.id === id)?.isMyDefault).toBe(false);
  const [board] = await test.inside(tenant, (ctx) => ctx.db.list(boards, {}, { limit: 1 }));
  const boardId = board?.id ?? '';
  await expect(test.as(as(tess), setDefaultView, { id, boardId })).rejects.toMatchObject({ id: 'forbidden' });
  await test.as(as(tess, 'saved_view.share_all'), setDefaultView, { id, boardId });
  expect((await views(tom)).find((one) => one.id === id)?.boardIds).toEqual([boardId]);
  await test.as(as(tess, 'saved_view.share_all'), deleteSavedView, { id });
  const left = await test.rows<{ n: number }>(
    tenant,
    sql`select count(*)::int as n from saved_view_defaults where tenant_id = ${tenant}`,
  );
  expect(left).toEqual([{ n: 0 }]);
});
