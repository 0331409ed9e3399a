import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listSavedViews, type SavedView } from '../contract';
import { mayShare, seenViews } from '../queue/views-of';

/** The views that a person sees; those of the rail first, in the person's own order. */
export const listSavedViewsQuery = defineQuery(listSavedViews, {
  permission: 'ticket.read',
  run: async (ctx) => {
    const [rows, upTo] = await Promise.all([
      ctx.db.rows<Omit<SavedView, 'mayChange'>>(
        sql`select v.id, v.name, v.audience, v.team_id, u.name as owner_name, v.query, v.columns, v.density, v.version,
              v.shipped_key is not null as is_shipped, coalesce(p.is_pinned, v.shipped_key is not null) as is_pinned,
              exists (select from saved_view_defaults d where d.tenant_id = v.tenant_id and d.view_id = v.id and d.user_id = ${ctx.actor.id})
                as is_my_default,
              array(select d.board_id from saved_view_defaults d where d.tenant_id = v.tenant_id and d.view_id = v.id
                and d.board_id is not null) as board_ids
            from saved_views v
            left join users u on u.tenant_id = v.tenant_id and u.id = v.owner_id
            left join saved_view_pins p on p.tenant_id = v.tenant_id and p.view_id = v.id and p.user_id = ${ctx.actor.id}
            where v.tenant_id = ${ctx.tenant} and ${seenViews(ctx)}
            order by coalesce(p.is_pinned, v.shipped_key is not null) desc, coalesce(p.position, v.position), lower(v.name), v.id
            limit 200`,
      ),
      ctx.upTo(),
    ]);
    return { rows: rows.map((row) => ({ ...row, mayChange: mayShare(ctx, row.audience) })), upTo };
  },
});
