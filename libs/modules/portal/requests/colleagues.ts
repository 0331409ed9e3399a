import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { belongingTo } from '../visibility/groups-of-client';

/** The people of a client, by name; only those of these ids when some are given. */
export const colleaguesOf = (
  ctx: ReadCtx,
  clientId: string,
  ids?: readonly string[],
): Promise<{ id: string; name: string }[]> =>
  ctx.db.rows(
    sql`select k.id, k.full_name as name from contacts k
        where k.tenant_id = ${ctx.tenant} and ${belongingTo(clientId)} and not k.is_inactive
          ${ids ? sql`and k.id = any(${ids}::uuid[])` : sql``}
        order by lower(k.full_name), k.id limit 1000`,
  );
