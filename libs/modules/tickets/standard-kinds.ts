import { fillServerSlot, type Ctx } from '@kelp/kernel';
import { identifier, sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { standardKind, type StandardKind, type StandardKindName } from '@kelp/standards';
import {
  boardTypes,
  categoryTypes,
  priorityTypes,
  resolutionCodeTypes,
  statusTypes,
  ticketTypeTypes,
} from './domain/standard-types';
import { fillBoards } from './install-board';
import {
  boardAutoCloseRules,
  boardCloseRules,
  boards,
  priorities,
  resolutionCodes,
  statuses,
  ticketCategories,
  ticketTypes,
} from './tables';

const shared = { permission: 'ticket_settings.update', topic: 'board' } as const;
const place = { column: 'boardId', table: boards } as const;

const byId = <T extends { id: string }>(all: readonly T[], { id }: { id: string }): T => {
  const found = all.find((one) => one.id === id);
  if (!found) throw new Error(`The library has no ${id}.`);
  return found;
};

/** Rules before the statuses that they name. */
const boardParts = [boardAutoCloseRules, boardCloseRules, ticketCategories, statuses];

const board: StandardKind = {
  ...shared,
  table: boards,
  most: 200,
  types: boardTypes.map(({ id, name }) => ({ id, name })),
  columnsOf: (type) => ({ priorityMode: byId(boardTypes, type).priorityMode }),
  made: (ctx, rows) =>
    fillBoards(
      ctx,
      rows.map(({ id, type }) => ({ id, set: byId(boardTypes, type).categories })),
    ),
  parts: boardParts,
  assertMayGo: assertBoardStays,
  remove: removeBoards,
};

async function assertBoardStays(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const active = await ctx.db.list(boards, { isActive: true }, { orderBy: 'id', lock: true });
  if (active.every(({ id }) => ids.includes(id)))
    throw refused('board.last', 'These are the only active boards. Activate or create another one first.');
}

/** A board that nothing uses goes with all that was set about it. */
async function removeBoards(ctx: Ctx, ids: readonly string[]): Promise<void> {
  for (const { name } of boardParts)
    await ctx.db.rows(
      sql`delete from ${identifier(name)} where tenant_id = ${ctx.tenant} and board_id = any(${[...ids]}::uuid[])`,
    );
  for (const id of ids) await ctx.db.remove(boards, id);
}

const status: StandardKind = {
  ...shared,
  table: statuses,
  place,
  most: 60,
  types: statusTypes.map(({ id, name }) => ({ id, name })),
  // The board keeps the default that it has.
  columnsOf: (type) => {
    const { portalLabel, isClosed, pausesSla } = byId(statusTypes, type);
    return { portalLabel, isClosed, pausesSla, isDefault: false };
  },
  assertMayGo: assertBoardsWhole,
};

/** A board keeps an open, a closed and its default status. */
async function assertBoardsWhole(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const going = await ctx.db.list(statuses, { id: ids });
  const lost = going.find(({ isDefault }) => isDefault);
  if (lost)
    throw refused('status.default', `New tickets begin in “${lost.name}”. Mark another status as the default first.`);
  const boardIds = [...new Set(going.map(({ boardId }) => boardId))];
  const all = await ctx.db.list(statuses, { boardId: boardIds, removedAt: null });
  const staying = all.filter(({ id }) => !ids.includes(id));
  if (boardIds.some((id) => !staying.some((one) => one.boardId === id && one.isClosed)))
    throw refused('status.last', 'A board needs at least one open and one closed status.');
}

const priority: StandardKind = {
  ...shared,
  table: priorities,
  // The five ITIL ones are always there.
  only: { isItil: false },
  most: 20,
  types: priorityTypes.filter(({ isItil }) => !isItil).map(({ id, name, color }) => ({ id, name, color })),
  columnsOf: ({ color }) => ({ color }),
  assertMayGo: async (ctx, ids) => {
    const own = await ctx.db.list(priorities, { isItil: false, removedAt: null });
    if (own.every(({ id }) => ids.includes(id)))
      throw refused('priority.last', 'These are the only priorities of your own. Add another one first.');
  },
};

const kinds: Partial<Record<StandardKindName, StandardKind>> = {
  board,
  status,
  priority,
  category: {
    ...shared,
    table: ticketCategories,
    place,
    most: 100,
    types: [...categoryTypes.msp, ...categoryTypes.itil],
  },
  ticket_type: { ...shared, table: ticketTypes, most: 60, types: ticketTypeTypes },
  resolution_code: { ...shared, table: resolutionCodes, most: 60, types: resolutionCodeTypes },
};

/** The lists of the desk take standard types. */
export const standardLists = fillServerSlot(standardKind, async (_ctx, { kind }) => kinds[kind] ?? null);
