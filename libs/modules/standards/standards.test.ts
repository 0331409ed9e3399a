import { productModules } from '@kelp/product';
import { z, type Contract } from '@kelp/kernel';
import { bareTenant, callerWith, testHouse, type TestHouse } from '@kelp/testing';
import { createInteractionType, listInteractionTypes } from '@kelp/clients';
import { addTags, listTags } from '@kelp/tags';
import {
  createBoard,
  createTicket,
  getBoard,
  getTicketLists,
  listBoards,
  saveCategories,
  savePriorities,
  saveStatuses,
} from '@kelp/tickets';
import {
  importStandards,
  previewStandards,
  standardKinds,
  undoStandardImport,
  type StandardKindName,
} from './contract';

let test: TestHouse;
let tenant: string;

beforeAll(async () => {
  test = await testHouse(...productModules);
});
beforeEach(async () => {
  tenant = await bareTenant(test);
});
afterAll(() => test.close());

const run = <C extends Contract>(contract: C, input: z.input<C['input']>): Promise<z.output<C['output']>> =>
  test.as(callerWith(tenant, 'all'), contract, z.decode(contract.input, input) as z.output<C['input']>);
const preview = (kind: StandardKindName, placeId?: string) => run(previewStandards, { kind, placeId });
type Import = z.input<typeof importStandards.input>;
const bring = (kind: StandardKindName, types: Import['types'], placeId?: string) =>
  run(importStandards, { kind, types, placeId });
const emptyBoard = async (name = 'Lab') =>
  (await run(createBoard, { name, priorityMode: 'itil', categories: 'none' })).id;
const ownPriorities = async () => (await run(getTicketLists, {})).priorities.filter(({ isItil }) => !isItil);
const categories = async (id: string) => (await run(getBoard, { id })).categories;
const vpn = 'category.itil.network.vpn';

it('knows what a new workspace was shipped with, and offers the rest of each library', async () => {
  const boards = (await run(listBoards, {})).rows;
  const counts = await Promise.all(
    standardKinds.map(async (kind) => {
      const { types } = await preview(kind, boards[0]?.id);
      expect(new Set(types.map(({ id }) => id)).size).toBe(types.length);
      return [kind, types.filter(({ state }) => state === 'there').length, types.length];
    }),
  );
  const [all, msp] = [115, 77];
  expect(counts).toEqual([
    ['board', 6, 16],
    ['status', 9, 9],
    ['category', msp, all],
    ['priority', 4, 4],
    ['ticket_type', 6, 6],
    ['resolution_code', 8, 8],
    ['interaction_type', 7, 11],
    ['tag', 0, 6],
  ]);
});

it('shows a name and a place that are taken, and does with them what was chosen; again it changes nothing', async () => {
  const [urgent, high, medium, low] = await ownPriorities();
  const kept = [urgent!, medium!, low!].map(({ id, name, color }) => ({ id, name, color }));
  await run(savePriorities, { own: kept, removed: [{ id: high!.id }] });
  const fresh = (await ownPriorities()).map(({ id, name, color }) => ({ id, name, color }));
  fresh.splice(2, 0, { name: 'HIGH', color: '#000000' } as (typeof fresh)[number]);
  await run(savePriorities, { own: fresh });

  const { types, nextPlace } = await preview('priority');
  expect(nextPlace).toBe(5);
  const clashing = { state: 'clash', existing: 'HIGH', freeName: 'High 2', place: 2, placeTakenBy: 'Medium' };
  expect(types.find(({ name }) => name === 'High')).toMatchObject(clashing);
  const all = types.map(({ id }) => ({ id }));
  await expect(bring('priority', all)).rejects.toMatchObject({ id: 'standard_type.clash', data: { names: ['High'] } });
  await expect(bring('priority', [{ id: 'priority.unheard-of' }])).rejects.toMatchObject({ id: 'invalid' });

  const used = await bring('priority', [
    ...all.filter(({ id }) => id !== 'priority.high'),
    { id: 'priority.high', clash: 'use' },
  ]);
  expect(used).toMatchObject({ created: 0, used: 1, there: 3 });
  expect((await ownPriorities()).map(({ name }) => name)).toEqual(['Urgent', 'Medium', 'HIGH', 'Low']);
  expect(await bring('priority', all)).toMatchObject({ id: null, there: 4 });

  await run(undoStandardImport, { id: used.id! });
  const renamed = await bring('priority', [{ id: 'priority.high', clash: 'rename', name: 'Very high', place: 2 }]);
  expect(renamed).toMatchObject({ created: 1 });
  const now = await ownPriorities();
  expect(now.map(({ name, color }) => [name, color])).toEqual([
    ['Urgent', '#EF4444'],
    ['Very high', '#F97316'],
    ['Medium', '#F59E0B'],
    ['HIGH', '#000000'],
    ['Low', '#10B981'],
  ]);
  expect(await run(undoStandardImport, { id: renamed.id! })).toEqual({ removed: 1 });
  expect((await ownPriorities()).map(({ name }) => name)).toEqual(['Urgent', 'Medium', 'HIGH', 'Low']);
});

it('brings the parent of a category along to its board, once however often and parallel, and takes it back until it is used', async () => {
  const board = await emptyBoard();
  await expect(bring('category', [{ id: vpn }])).rejects.toMatchObject({ id: 'invalid', fields: { placeId: /board/ } });
  const both = await Promise.allSettled([
    bring('category', [{ id: vpn }], board),
    bring('category', [{ id: vpn }], board),
  ]);
  expect(both.flatMap((one) => (one.status === 'fulfilled' ? one.value.created : [])).sort()).toEqual([0, 2]);
  const [network, child] = await categories(board);
  expect([network?.name, child?.name, child?.parentId]).toEqual(['Network', 'VPN', network?.id]);

  // a new name of one's own makes it no other type
  await run(saveCategories, {
    id: board,
    categories: [{ id: network!.id, name: 'Netz', children: [{ id: child!.id, name: 'VPN' }] }],
  });
  const more = await bring('category', [{ id: vpn }, { id: 'category.itil.network.dns' }], board);
  expect(more).toMatchObject({ created: 1, there: 2 });
  expect((await categories(board)).map(({ name }) => name)).toEqual(['Netz', 'VPN', 'DNS']);

  const [last, first] = (await preview('category', board)).imports;
  expect([last?.names, first?.names]).toEqual([['DNS'], ['Network', 'VPN']]);
  const dns = (await categories(board)).find(({ name }) => name === 'DNS');
  await run(createTicket, { title: 'No name', boardId: board, categoryId: network!.id, subcategoryId: dns!.id });
  await expect(run(undoStandardImport, { id: last!.id })).rejects.toMatchObject({
    id: 'standard_type.in_use',
    message: expect.stringContaining('“DNS”: ticket (1)') as unknown,
  });
  await expect(run(undoStandardImport, { id: first!.id })).rejects.toThrow('“Netz”: category (1), ticket (1)');
});

it('installs a board with its statuses, and takes it back with them while it is empty', async () => {
  const { id } = await bring('board', [{ id: 'board.sales' }, { id: 'board.network', place: 1 }]);
  const rows = async () => (await run(listBoards, {})).rows;
  const [network, ...others] = await rows();
  expect([network?.name, network?.isDefault, others.at(-1)?.name]).toEqual(['Network', true, 'Sales']);
  const whole = await run(getBoard, { id: others.at(-1)!.id });
  expect(whole.statuses.map(({ name, isDefault }) => isDefault && name)).toContain('New');
  expect(whole.statuses).toHaveLength(9);
  await run(undoStandardImport, { id: id! });
  expect((await rows()).map(({ name }) => name)).toEqual(others.slice(0, -1).map(({ name }) => name));
  expect((await preview('board')).imports).toEqual([]);
});

it('leaves a board its default status, and takes no status back that tickets begin in', async () => {
  const id = await emptyBoard();
  const without = async (...names: string[]) => {
    const { statuses } = await run(getBoard, { id });
    const rows = statuses.map(({ ticketCount: _, ...row }) => row);
    return {
      rows: rows.filter(({ name }) => !names.includes(name)),
      gone: rows.filter(({ name }) => names.includes(name)),
    };
  };
  const { rows, gone } = await without('On hold');
  await run(saveStatuses, { id, statuses: rows, removed: gone.map((row) => ({ id: row.id })) });
  const made = await bring('status', [{ id: 'status.on-hold' }], id);
  const now = (await run(getBoard, { id })).statuses;
  expect(now.at(-1)).toMatchObject({ name: 'On hold', pausesSla: true, isDefault: false, portalLabel: 'On hold' });
  const statuses = now.map(({ ticketCount: _, ...row }) => ({ ...row, isDefault: row.name === 'On hold' }));
  await run(saveStatuses, { id, statuses });
  await expect(run(undoStandardImport, { id: made.id! })).rejects.toMatchObject({ id: 'status.default' });
});

it('serves tags and interaction types alike, and whoever may change the list alone', async () => {
  await run(createInteractionType, { name: 'sales call' });
  const calls = await bring('interaction_type', [
    { id: 'interaction-type.sales-call', clash: 'skip' },
    { id: 'interaction-type.training' },
  ]);
  expect(calls).toMatchObject({ created: 1, skipped: 1 });
  expect((await run(listInteractionTypes, {})).rows.at(-1)).toMatchObject({ name: 'Training', icon: 'users' });

  const tags = await bring('tag', [{ id: 'tag.vip' }, { id: 'tag.security' }]);
  const { id: ticket } = await run(createTicket, { title: 'Important' });
  const { rows } = await run(listTags, {});
  await run(addTags, { entity: 'ticket', ids: [ticket], tagIds: [rows.find(({ name }) => name === 'vip')!.id] });
  await expect(run(undoStandardImport, { id: tags.id! })).rejects.toMatchObject({ id: 'standard_type.in_use' });

  const stranger = callerWith(tenant, ['standard_type.import', 'tag.create']);
  const ask = (kind: StandardKindName) => test.as(stranger, previewStandards, { kind });
  expect((await ask('tag')).types).toHaveLength(6);
  await expect(ask('priority')).rejects.toMatchObject({ id: 'forbidden' });
  await expect(test.as(stranger, undoStandardImport, { id: calls.id! })).rejects.toMatchObject({ id: 'forbidden' });
});
