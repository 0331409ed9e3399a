import { defineAction, type Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { checkBoard } from '../check-board';
import { updateBoard } from '../contract';
import { defaultImpact, defaultUrgency } from '../domain/reference-data';
import { matchingPriority } from '../domain/matching-priority';
import { ticketPriorityChanged } from '../events';
import { boards, priorities, tickets } from '../tables';

type Board = Row<typeof boards>;

/** Changes a board. Out of use it takes no new tickets and keeps those it has; another way of priorities converts its open tickets. */
export const updateBoardAction = defineAction(updateBoard, {
  permission: 'ticket_settings.update',
  run: async (ctx, { id, version, ...patch }) => {
    const before = await ctx.db.lock(boards, id);
    await checkBoard(ctx, patch);
    if (patch.isActive === false && before.isActive) await assertNotLast(ctx, before);
    const after = await ctx.db.update(boards, id, patch, version);
    if (after.priorityMode !== before.priorityMode) await convertPriorities(ctx, after);
    ctx.touch('board');
    return { id, version: after.version };
  },
});

async function assertNotLast(ctx: Ctx, { id, name }: Board): Promise<void> {
  const active = await ctx.db.list(boards, { isActive: true }, { lock: true });
  if (active.every((board) => board.id === id))
    throw refused('board.last', `${name} is the only active board. Activate or create another one first.`);
}

/** Open tickets get the priority of the other kind that stands closest; on an ITIL board it counts as set by hand. */
async function convertPriorities(ctx: Ctx, board: Board): Promise<void> {
  const all = await ctx.db.list(priorities, { removedAt: null }, { orderBy: 'position' });
  const isItil = board.priorityMode === 'itil';
  const from = all.filter((priority) => priority.isItil !== isItil);
  const to = all.filter((priority) => priority.isItil === isItil);
  const graded = isItil
    ? { impact: defaultImpact, urgency: defaultUrgency, isPriorityOverridden: true }
    : { impact: null, urgency: null, isPriorityOverridden: false };
  for (const former of from) {
    const next = matchingPriority(former.id, from, to);
    if (!next) throw refused('priority.missing', 'There is no priority of this kind yet. Create one first.');
    const where = { boardId: board.id, isClosed: false, priorityId: former.id };
    const changed = await ctx.db.updateAll(tickets, where, { priorityId: next.id, ...graded });
    for (const { id: ticketId, priorityId } of changed)
      ctx.emit(ticketPriorityChanged, ticketId, { ticketId, priorityId });
  }
}
