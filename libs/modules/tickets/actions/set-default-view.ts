import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { forbidden, refused } from '@kelp/std';
import { setDefaultView } from '../contract';
import { lockSeenView } from '../queue/views-of';
import { boards, savedViewDefaults } from '../tables';

/** Chooses the view that a list opens with: one's own list, or the list of a board for everybody. */
export const setDefaultViewAction = defineAction(setDefaultView, {
  permission: 'ticket.read',
  run: async (ctx, { id, boardId }) => {
    const userId = boardId ? null : ctx.actor.id;
    if (boardId) {
      if (!ctx.can('saved_view.share_all')) throw forbidden('saved_view.share_all');
      await ctx.db.get(boards, boardId);
    } else if (ctx.actor.kind !== 'user' || !userId) {
      throw refused('saved_view.no_person', 'Only a person has a list of their own.');
    }
    const view = id ? await lockSeenView(ctx, id) : null;
    if (boardId && view && view.audience !== 'everyone')
      throw refused('saved_view.not_shared', 'A board’s view must be one that everybody sees. Share it first.');
    await ctx.db.rows(
      sql`delete from saved_view_defaults where tenant_id = ${ctx.tenant} and (board_id = ${boardId ?? null} or user_id = ${userId})`,
    );
    if (view) await ctx.db.insert(savedViewDefaults, { userId, boardId: boardId ?? null, viewId: view.id });
    ctx.touch('saved_view');
    return { id };
  },
});
