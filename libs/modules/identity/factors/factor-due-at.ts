import { sql } from '@kelp/platform/db';

/** SQL: the earliest instant at which a role of the person `u` demands a second factor; null when none does. */
export const requiredFrom = sql`(select min(fo.second_factor_from) from user_roles fr
  join roles fo on fo.tenant_id = fr.tenant_id and fo.id = fr.role_id where fr.tenant_id = u.tenant_id and fr.user_id = u.id)`;

/** SQL: whether the person `u` has a second factor. */
export const hasFactor = sql`exists (select from mfa_factors f
  where f.tenant_id = u.tenant_id and f.user_id = u.id and f.confirmed_at is not null)`;

/** SQL: from when one is demanded that `u` does not have yet. */
export const factorDueAt = sql`case when not ${hasFactor} then ${requiredFrom} end`;
