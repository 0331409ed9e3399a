import { defineAction, type Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { importStandardsAction } from '@kelp/standards';
import { chooseDeskPack, type DeskPack } from '../contract';
import { shippedBoards } from '../domain/reference-data';
import { boardTypes, categoryTypes } from '../domain/standard-types';
import { boards, ticketCategories, tickets } from '../tables';
import { updateBoardAction } from './update-board';

/** What a desk of few people needs beside its first board. */
const boardsOfSmall = ['Alerts & Monitoring'];

/**
 * Sets the desk up as a pack says: the first board's categories and way of priorities, and which shipped boards are in use. Nothing that tickets
 * use or that people made goes away, so another pack can be chosen later.
 */
export const chooseDeskPackAction = defineAction(chooseDeskPack, {
  permission: 'ticket_settings.update',
  run: async (ctx, { pack }) => {
    const all = await ctx.db.list(boards, {}, { orderBy: 'position', lock: true });
    const desk = all.find(({ isActive }) => isActive);
    if (!desk) throw refused('board.missing', 'There is no board in use. Put one into use first.');
    await giveCategories(ctx, desk.id, pack === 'itil' ? 'itil' : 'msp');
    const priorityMode = pack === 'itil' ? 'itil' : 'own';
    if (desk.priorityMode !== priorityMode) await ctx.run(updateBoardAction, { id: desk.id, priorityMode });
    const others = all.filter(({ id }) => id !== desk.id);
    for (const isActive of [true, false]) {
      const ids = others.filter((board) => shouldBeActive(board, pack) === isActive).map(({ id }) => id);
      await ctx.db.updateAll(boards, { id: ids, isActive: !isActive }, { isActive });
    }
    ctx.touch('board');
    return {};
  },
});

/** Whether the pack has a shipped board in use; boards of one's own stay as they are. */
function shouldBeActive({ sourceStandardId, isActive }: Row<typeof boards>, pack: DeskPack): boolean {
  const type = boardTypes.find(({ id }) => id === sourceStandardId);
  if (!type || !shippedBoards.some(({ name }) => name === type.name)) return isActive;
  return pack !== 'small' || boardsOfSmall.includes(type.name);
}

/** Brings the set; the other one goes while the board has no tickets. */
async function giveCategories(ctx: Ctx, boardId: string, set: keyof typeof categoryTypes): Promise<void> {
  const types = categoryTypes[set].map(({ id }) => ({ id, clash: 'use' as const }));
  await ctx.run(importStandardsAction, { kind: 'category', placeId: boardId, types });
  if (await ctx.db.find(tickets, { boardId })) return;
  const sourceStandardId = categoryTypes[set === 'itil' ? 'msp' : 'itil'].map(({ id }) => id);
  await ctx.db.updateAll(ticketCategories, { boardId, sourceStandardId, removedAt: null }, { removedAt: ctx.now() });
}
