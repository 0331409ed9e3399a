import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { firstSteps } from '@kelp/tenants';

/** Whether a fresh workspace took over what it had elsewhere, for whoever may import. */
export const firstImport = fillServerSlot(firstSteps, async (ctx) => {
  const { isDone } = await ctx.db.one<{ isDone: boolean }>(
    sql`select exists (select from imports where tenant_id = ${ctx.tenant} and state = 'finished') as is_done`,
  );
  return [{ step: 'import' as const, isDone, isAllowed: ctx.can('import.run') }];
});
