import type { ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';

/** SQL: the person in this column reports to the caller, or is in a team that the caller manages or leads. */
export function isManagedByCaller(ctx: ReadCtx, person: Sql): Sql {
  return sql`(exists (select 1 from users s where s.tenant_id = ${ctx.tenant} and s.id = ${person} and s.reports_to = ${ctx.actor.id})
    or exists (select 1 from team_members m join teams t on t.tenant_id = m.tenant_id and t.id = m.team_id
      where m.tenant_id = ${ctx.tenant} and m.user_id = ${person} and (t.manager_id = ${ctx.actor.id}
        or exists (select 1 from team_members l where l.tenant_id = m.tenant_id and l.team_id = m.team_id and l.user_id = ${ctx.actor.id} and l.role = 'lead'))))`;
}
