import { defineAction, type Ctx, type z } from '@kelp/kernel';
import type { Patch, Row } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import { closeOverride, statusPatch } from '../change-status';
import { chooseCategory } from '../choose-category';
import { moveTicketToBoard } from '../contract';
import { matchingPriority } from '../domain/matching-priority';
import { defaultImpact, defaultUrgency } from '../domain/reference-data';
import { assertStatusOffered } from '../place';
import { putMatchingChecklists } from '../put-checklist';
import { boards, priorities, statuses, ticketCategories, tickets } from '../tables';
import { tellChanges } from '../tell-changes';

type Ticket = Row<typeof tickets>;
type Board = Row<typeof boards>;
type Input = z.output<typeof moveTicketToBoard.input>;

/**
 * Another board with a status of it. The category is kept when the board has one of the same name, unless another is named; between own and
 * ITIL priorities the closest one is taken, which then counts as set by hand.
 */
export const moveTicketToBoardAction = defineAction(moveTicketToBoard, {
  permission: 'ticket.move_board',
  run: async (ctx, input) => {
    const before = await ctx.db.lock(tickets, input.id);
    const board = await ctx.db.get(boards, input.boardId);
    if (board.id === before.boardId)
      throw invalid('The ticket is on this board already.', { boardId: 'Choose another.' });
    if (!board.isActive) throw invalid('This board is out of use.', { boardId: 'Choose an active board.' });
    const target = await statusOn(ctx, board, input.statusId);
    if (target.isClosed !== before.isClosed) ctx.require('ticket.close');
    const patch: Patch<typeof tickets> = {
      boardId: board.id,
      ...(await categoryOn(ctx, before, board, input)),
      ...(await priorityOn(ctx, before, board)),
      ...statusPatch(ctx, before, target),
    };
    if (target.isClosed && !before.isClosed)
      patch.closeOverrideReason = await closeOverride(ctx, { ...before, ...patch }, input.closeOverrideReason);
    const after = await ctx.db.update(tickets, input.id, { ...patch, lastActivityAt: ctx.now() }, input.version);
    if (!after.isClosed) await putMatchingChecklists(ctx, after, before);
    tellChanges(ctx, before, after, target);
    return { id: after.id, version: after.version };
  },
});

async function statusOn(ctx: Ctx, board: Board, statusId: string): Promise<Row<typeof statuses>> {
  const status = await ctx.db.get(statuses, statusId);
  assertStatusOffered(status);
  if (status.boardId !== board.id)
    throw invalid('This status belongs to another board.', { statusId: `Choose a status of ${board.name}.` });
  return status;
}

async function categoryOn(ctx: Ctx, before: Ticket, board: Board, input: Input): Promise<Patch<typeof tickets>> {
  if (input.categoryId !== undefined || input.subcategoryId !== undefined) {
    const { categoryId, subcategoryId } = await chooseCategory(ctx, board.id, input);
    return { categoryId, subcategoryId };
  }
  const category = await sameName(ctx, board.id, null, before.categoryId);
  const subcategory = category && (await sameName(ctx, board.id, category.id, before.subcategoryId));
  return { categoryId: category?.id ?? null, subcategoryId: subcategory?.id ?? null };
}

async function sameName(ctx: Ctx, boardId: string, parentId: string | null, id: string | null) {
  if (!id) return undefined;
  const { name } = await ctx.db.get(ticketCategories, id);
  return ctx.db.find(ticketCategories, { boardId, parentId, name, removedAt: null });
}

async function priorityOn(ctx: Ctx, before: Ticket, board: Board): Promise<Patch<typeof tickets>> {
  const all = await ctx.db.list(priorities, { removedAt: null }, { orderBy: 'position' });
  const isItil = board.priorityMode === 'itil';
  const to = all.filter((priority) => priority.isItil === isItil);
  if (to.some(({ id }) => id === before.priorityId)) return {};
  const from = all.filter((priority) => priority.isItil !== isItil);
  const next = matchingPriority(before.priorityId, from, to);
  const graded = isItil
    ? { impact: defaultImpact, urgency: defaultUrgency, isPriorityOverridden: true }
    : { impact: null, urgency: null, isPriorityOverridden: false };
  return { priorityId: next?.id ?? before.priorityId, ...graded };
}
