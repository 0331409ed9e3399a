import type { ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';

/** A client and all clients below it, as a subselect of ids; for lists that roll children up. */
export const familyOf = (ctx: ReadCtx, clientId: string): Sql =>
  sql`(with recursive family as (
    select id from clients where tenant_id = ${ctx.tenant} and id = ${clientId}
    union select c.id from clients c join family f on c.parent_id = f.id where c.tenant_id = ${ctx.tenant}
  ) select id from family)`;
