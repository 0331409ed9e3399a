import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { firstSteps } from '@kelp/tenants';

/** Whether a fresh workspace has its first colleague, for whoever may do it. */
export const firstColleague = fillServerSlot(firstSteps, async (ctx) => {
  const { isDone } = await ctx.db.one<{ isDone: boolean }>(
    sql`select count(*) > 1 as is_done from users where tenant_id = ${ctx.tenant} and type = 'internal'`,
  );
  return [{ step: 'colleague' as const, isDone, isAllowed: ctx.can('user.invite') }];
});
