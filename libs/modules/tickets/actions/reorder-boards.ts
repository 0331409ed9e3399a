import { defineAction } from '@kelp/kernel';
import { notFound, refused } from '@kelp/std';
import { reorderBoards } from '../contract';
import { boards } from '../tables';

/** The order of the boards; the first active one is where tickets land that name none. */
export const reorderBoardsAction = defineAction(reorderBoards, {
  permission: 'ticket_settings.update',
  run: async (ctx, { ids }) => {
    const all = await ctx.db.list(boards, {}, { orderBy: 'position', lock: true });
    if (ids.some((id) => !all.some((board) => board.id === id))) throw notFound('board');
    if (new Set(ids).size !== all.length || ids.length !== all.length)
      throw refused('list.changed', 'The boards changed meanwhile. Load the page again and order them then.');
    for (const [position, id] of ids.entries()) await ctx.db.update(boards, id, { position });
    ctx.touch('board');
    return {};
  },
});
