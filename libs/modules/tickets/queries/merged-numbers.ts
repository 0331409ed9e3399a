import { sql, type Sql } from '@kelp/platform/db';
import { isNumbered, type TypedNumber } from '../domain/typed-number';

/** Merged tickets are in no list: over `tickets t`. */
export const notMerged = sql`t.merged_into_id is null`;

/** The ticket that was typed, or the one that it leads to after merges: over `tickets t`. */
export const ofNumber = (tenant: string, typed: TypedNumber): Sql => sql`t.id = (
  with recursive way as (
    select x.id, x.merged_into_id, 1 as step from tickets x where x.tenant_id = ${tenant} and ${isNumbered(sql`x`, typed)}
    union all
    select x.id, x.merged_into_id, step + 1 from way w
      join tickets x on x.tenant_id = ${tenant} and x.id = w.merged_into_id where step < 50)
  select id from way order by step desc limit 1)`;
