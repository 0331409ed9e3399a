import { sql, type Sql } from '@kelp/platform/db';

/** SQL: the ids of those who report to a person, and of the members of teams that they manage or lead. */
export const peopleManagedBy = (tenant: string, me: string): Sql =>
  sql`(select s.id from public.users s where s.tenant_id = ${tenant} and s.reports_to = ${me}
    union select m.user_id from public.team_members m join public.teams g on g.tenant_id = m.tenant_id and g.id = m.team_id
      where m.tenant_id = ${tenant} and (g.manager_id = ${me}
        or exists (select from public.team_members l where l.tenant_id = m.tenant_id and l.team_id = m.team_id and l.user_id = ${me} and l.role = 'lead')))`;
