import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { isAppError } from '@kelp/std';
import { countSavedViews } from '../contract';
import { filterSql } from '../queue/conditions';
import { conditionsOfView } from '../queue/view-query';
import { seenViews } from '../queue/views-of';

const cap = 200;

/** How many tickets each of these views shows, counted up to a cap. A view whose filter makes no sense any more shows none. */
export const countSavedViewsQuery = defineQuery(countSavedViews, {
  permission: 'ticket.read',
  run: async (ctx, { ids }) => {
    const [views, upTo] = await Promise.all([
      ctx.db.rows<{ id: string; query: string }>(
        sql`select v.id, v.query from saved_views v where v.tenant_id = ${ctx.tenant} and v.id = any(${ids}::uuid[]) and ${seenViews(ctx)}`,
      ),
      ctx.upTo(),
    ]);
    const rows = await Promise.all(views.map(async ({ id, query }) => ({ id, counted: await count(ctx, query) })));
    return { rows, upTo };
  },
});

async function count(ctx: ReadCtx, query: string) {
  try {
    const where = await filterSql(ctx, conditionsOfView(query));
    const { n } = await ctx.db.one<{ n: number }>(
      sql`select count(*)::int as n from (select 1 from tickets t where ${where} limit ${cap + 1}) as capped`,
    );
    return { count: Math.min(n, cap), isCapped: n > cap };
  } catch (error) {
    if (isAppError(error)) return { count: 0, isCapped: false };
    throw error;
  }
}
