import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { firstSteps } from '@kelp/tenants';

/** Whether a fresh workspace has its first client and somebody there to write to, for whoever may do it. */
export const firstClient = fillServerSlot(firstSteps, async (ctx) => {
  const { hasClient, hasContact } = await ctx.db.one<{ hasClient: boolean; hasContact: boolean }>(
    sql`select exists (select from clients where tenant_id = ${ctx.tenant}) as has_client,
          exists (select from contacts where tenant_id = ${ctx.tenant}) as has_contact`,
  );
  return [
    { step: 'client' as const, isDone: hasClient, isAllowed: ctx.can('client.create') },
    { step: 'contact' as const, isDone: hasContact, isAllowed: ctx.can('contact.create'), needs: 'client' as const },
  ];
});
