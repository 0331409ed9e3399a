import { abilitiesOf, defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { checkAutoClose, restingTickets, stepsOf } from '../auto-close-rules';
import { closeRulesOf } from '../close-rules';
import { getBoard, getTicketLists, listBoards, previewAutoClose, type BoardRow } from '../contract';
import { ticketCounts, type ListField } from '../replace-on-tickets';
import { itilMatrix } from '../settings';
import {
  boardAutoCloseRules,
  boards,
  priorities,
  resolutionCodes,
  statuses,
  ticketCategories,
  ticketTypes,
} from '../tables';

const permission = 'ticket_settings.read';
const offered = ['ticket_settings.update', 'standard_type.import'];

interface FlatBoard extends Omit<BoardRow, 'isDefault' | 'manager'> {
  managerId: string | null;
  managerName: string | null;
}

async function boardRows(ctx: ReadCtx): Promise<BoardRow[]> {
  const rows = await ctx.db.rows<FlatBoard>(
    sql`select b.id, b.name, b.priority_mode, b.position, b.is_active, b.version, b.manager_id, u.name as manager_name,
          (select count(*)::int from tickets t where t.tenant_id = b.tenant_id and t.board_id = b.id and not t.is_closed) as open_count
        from boards b left join users u on u.tenant_id = b.tenant_id and u.id = b.manager_id
        where b.tenant_id = ${ctx.tenant} order by b.position, b.id`,
  );
  const first = rows.find(({ isActive }) => isActive)?.id;
  return rows.map(({ managerId, managerName, ...row }) => ({
    ...row,
    isDefault: row.id === first,
    manager: managerId && managerName !== null ? { id: managerId, name: managerName } : null,
  }));
}

/** All boards in their order, with how many open tickets stand on each. */
export const listBoardsQuery = defineQuery(listBoards, {
  permission,
  run: async (ctx) => ({
    rows: await boardRows(ctx),
    next: null,
    upTo: await ctx.upTo(),
    abilities: abilitiesOf(ctx, offered),
  }),
});

async function counted<R extends { id: string }>(ctx: ReadCtx, field: ListField, rows: readonly R[]) {
  const counts = await ticketCounts(
    ctx,
    field,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, ticketCount: counts.get(row.id) ?? 0 }));
}

/** One board with everything that is set about it. */
export const getBoardQuery = defineQuery(getBoard, {
  permission,
  run: async (ctx, { id }) => {
    const row = (await boardRows(ctx)).find((board) => board.id === id);
    if (!row) throw notFound('board');
    const kept = { boardId: id, removedAt: null };
    const [board, own, categories, closeRules, autoCloseRules] = await Promise.all([
      ctx.db.get(boards, id),
      ctx.db.list(statuses, kept, { orderBy: 'position' }),
      ctx.db.list(ticketCategories, kept, { orderBy: 'position' }),
      closeRulesOf(ctx, id),
      ctx.db.list(boardAutoCloseRules, { boardId: id }),
    ]);
    const parents = categories.filter(({ parentId }) => parentId === null);
    const children = categories.filter(({ parentId }) => parentId !== null);
    return {
      ...board,
      ...row,
      statuses: await counted(ctx, 'statusId', own),
      categories: [...(await counted(ctx, 'categoryId', parents)), ...(await counted(ctx, 'subcategoryId', children))],
      closeRules: { ...closeRules, requiredFields: [...closeRules.requiredFields] },
      autoCloseRules,
      abilities: abilitiesOf(ctx, offered),
    };
  },
});

/** Priorities, types and resolution codes, with how many tickets use each. */
export const getTicketListsQuery = defineQuery(getTicketLists, {
  permission,
  run: async (ctx) => {
    const kept = { removedAt: null };
    const inOrder = { orderBy: 'position' } as const;
    return {
      priorities: await counted(ctx, 'priorityId', await ctx.db.list(priorities, kept, inOrder)),
      types: await counted(ctx, 'typeId', await ctx.db.list(ticketTypes, kept, inOrder)),
      resolutionCodes: await counted(ctx, 'resolutionCodeId', await ctx.db.list(resolutionCodes, kept, inOrder)),
      matrix: await ctx.setting(itilMatrix),
      abilities: abilitiesOf(ctx, offered),
    };
  },
});

/** More than so many resting tickets are not counted out. */
const previewed = 10_000;

/** How many tickets each rule would close and warn if it ran now, and how many rest in its status long enough for a step. */
export const previewAutoCloseQuery = defineQuery(previewAutoClose, {
  permission,
  run: async (ctx, { id, rules }) => {
    const now = await ctx.time();
    await ctx.db.get(boards, id);
    await checkAutoClose(ctx, id, rules);
    const answers = [];
    for (const { warnDays = null, ...given } of rules) {
      const rule = { ...given, warnDays };
      const steps = stepsOf(rule, await restingTickets(ctx, rule, now, previewed), now);
      const count = (wanted: string) => steps.filter(({ step }) => step === wanted).length;
      answers.push({ wouldClose: count('close'), wouldWarn: count('warn'), resting: steps.length });
    }
    return { rules: answers };
  },
});
