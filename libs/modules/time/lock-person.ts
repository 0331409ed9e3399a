import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';

/** What is done with the time of one person happens one after the other, on whichever device and by whomever. */
export const lockPerson = (ctx: Ctx, userId: string): Promise<unknown> =>
  ctx.db.rows(sql`select id from users where tenant_id = ${ctx.tenant} and id = ${userId} for no key update`);
