import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';

/** What is done with the time of one person happens one after the other, on whichever device and by whomever. */
export const lockPerson = (ctx: Ctx, userId: string): Promise<unknown> => lockPeople(ctx, [userId]);

/** The same with the time of several people, in the order of their ids so that two who do so never wait in a circle. */
export const lockPeople = (ctx: Ctx, userIds: readonly string[]): Promise<unknown> =>
  ctx.db.rows(
    sql`select id from users where tenant_id = ${ctx.tenant} and id = any(${userIds}::uuid[]) order by id for no key update`,
  );
