import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { pinSavedViews } from '../contract';
import { seenViews } from '../queue/views-of';
import { savedViewPins } from '../tables';

/** Makes these views the person's rail, in this order. A shipped view that is left out is remembered as taken out. */
export const pinSavedViewsAction = defineAction(pinSavedViews, {
  permission: 'ticket.read',
  run: async (ctx, { ids }) => {
    const userId = ctx.actor.id;
    if (ctx.actor.kind !== 'user' || !userId)
      throw refused('saved_view.no_person', 'Only a person has a rail of views.');
    const seen = await ctx.db.rows<{ id: string; isShipped: boolean }>(
      sql`select v.id, v.shipped_key is not null as is_shipped from saved_views v where v.tenant_id = ${ctx.tenant} and ${seenViews(ctx)}`,
    );
    const known = new Map(seen.map((view) => [view.id, view]));
    const kept = [...new Set(ids)].filter((id) => known.has(id));
    const left = seen.filter(({ id, isShipped }) => isShipped && !kept.includes(id));
    await ctx.db.rows(sql`delete from saved_view_pins where tenant_id = ${ctx.tenant} and user_id = ${userId}`);
    await ctx.db.insertMany(savedViewPins, [
      ...kept.map((viewId, position) => ({ userId, viewId, isPinned: true, position })),
      ...left.map(({ id }) => ({ userId, viewId: id, isPinned: false, position: 0 })),
    ]);
    ctx.touch('saved_view');
    return { ids: kept };
  },
});
