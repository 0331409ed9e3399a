import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { firstSteps } from '@kelp/tenants';

/** Whether a fresh workspace has its first mailbox, for whoever may do it. */
export const firstMailbox = fillServerSlot(firstSteps, async (ctx) => {
  const { isDone } = await ctx.db.one<{ isDone: boolean }>(
    sql`select exists (select from mailboxes where tenant_id = ${ctx.tenant}) as is_done`,
  );
  return [{ step: 'mailbox' as const, isDone, isAllowed: ctx.can('email_settings.update') }];
});
