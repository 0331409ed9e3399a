import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { firstSteps } from '@kelp/tenants';

/** Whether a fresh workspace has its first colleague and its first person in the portal, for whoever may invite them. */
export const firstColleague = fillServerSlot(firstSteps, async (ctx) => {
  const { staff, clients } = await ctx.db.one<{ staff: number; clients: number }>(
    sql`select count(*) filter (where type = 'internal')::int as staff, count(*) filter (where type = 'client')::int as clients
        from users where tenant_id = ${ctx.tenant}`,
  );
  return [
    { step: 'colleague' as const, isDone: staff > 1, isAllowed: ctx.can('user.invite') },
    {
      step: 'portal' as const,
      isDone: clients > 0,
      isAllowed: ctx.can('portal_access.invite'),
      needs: 'contact' as const,
    },
  ];
});
