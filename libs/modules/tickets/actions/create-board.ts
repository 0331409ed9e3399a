import { defineAction } from '@kelp/kernel';
import { checkBoard } from '../check-board';
import { createBoard } from '../contract';
import { installBoard } from '../install-board';
import { boards } from '../tables';

/** A board with the shipped statuses, and the shipped categories if wanted; it stands last. */
export const createBoardAction = defineAction(createBoard, {
  permission: 'ticket_settings.update',
  run: async (ctx, { categories, ...input }) => {
    await checkBoard(ctx, input);
    const [last] = await ctx.db.list(boards, {}, { orderBy: 'position', direction: 'desc', limit: 1 });
    const { id } = await installBoard(ctx, { ...input, position: (last?.position ?? -1) + 1 }, categories);
    ctx.touch('board');
    return { id };
  },
});
