import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listSharedInteractions, type SharedInteraction } from '../contract';
import { sightOf } from '../visibility/sight';

/** Calls and visits that staff chose to share: the company's where the person sees all of it, else their own; the latest 20. */
export const listSharedInteractionsQuery = defineQuery(listSharedInteractions, {
  permission: 'portal_ticket.read_own',
  run: async (ctx) => {
    const { isAll } = await sightOf(ctx);
    const reach = isAll ? 'portal_ticket.read_client' : 'portal_ticket.read_own';
    const rows = await ctx.db.rows<SharedInteraction>(
      sql`select i.id, i.title, y.name as type, i.start_at, i.duration_minutes as minutes
          from interactions i join interaction_types y on y.tenant_id = i.tenant_id and y.id = i.type_id
          where i.tenant_id = ${ctx.tenant} and i.visibility = 'shared' and i.status <> 'cancelled' and ${ctx.visible(reach, 'i')}
          order by i.start_at desc, i.id desc limit 20`,
    );
    return { rows };
  },
});
