import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { deleteSavedView } from '../contract';
import { lockSeenView, requireChange } from '../queue/views-of';
import { savedViews } from '../tables';

/** Takes a view away, out of every rail and every default. */
export const deleteSavedViewAction = defineAction(deleteSavedView, {
  permission: 'ticket.read',
  run: async (ctx, { id }) => {
    requireChange(ctx, await lockSeenView(ctx, id));
    await ctx.db.rows(sql`delete from saved_view_pins where tenant_id = ${ctx.tenant} and view_id = ${id}`);
    await ctx.db.rows(sql`delete from saved_view_defaults where tenant_id = ${ctx.tenant} and view_id = ${id}`);
    await ctx.db.remove(savedViews, id);
    ctx.touch('saved_view');
    return { id };
  },
});
