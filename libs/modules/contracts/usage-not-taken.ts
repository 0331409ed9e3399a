import { sql, type Sql } from '@kelp/platform/db';

/** Lines of contracts in force on the day of an event (alias `e`) that take its meter. */
export const linesTaking = (): Sql =>
  sql`select 1 from contract_lines l join contracts c on c.tenant_id = l.tenant_id and c.id = l.contract_id
    where l.tenant_id = e.tenant_id and l.meter_id = e.meter_id and c.client_id = e.client_id and c.status <> 'draft'
      and e.work_date >= greatest(l.starts_on, c.starts_on) and (l.ends_on is null or e.work_date < l.ends_on)
      and (c.ends_on is null or e.work_date < c.ends_on)`;

/** Whether no line takes an event (alias `e`), and nobody has decided about it. */
export const notTaken = (): Sql => sql`not e.at_catalogue and not exists (${linesTaking()})`;
