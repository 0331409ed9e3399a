import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { firstSteps } from '@kelp/tenants';

/** Whether a fresh workspace has its first client, for whoever may do it. */
export const firstClient = fillServerSlot(firstSteps, async (ctx) => {
  const { isDone } = await ctx.db.one<{ isDone: boolean }>(
    sql`select exists (select from clients where tenant_id = ${ctx.tenant}) as is_done`,
  );
  return [{ step: 'client' as const, isDone, isAllowed: ctx.can('client.create') }];
});
