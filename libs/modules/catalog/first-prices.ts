import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { firstSteps } from '@kelp/tenants';

/** Whether a fresh workspace knows what its work costs and how that is taxed, for whoever may say so. */
export const firstPrices = fillServerSlot(firstSteps, async (ctx) => {
  const { isDone } = await ctx.db.one<{ isDone: boolean }>(
    sql`select exists (select from service_prices where tenant_id = ${ctx.tenant})
          and exists (select from tax_rates r join tax_categories c on c.tenant_id = r.tenant_id and c.id = r.category_id
            where r.tenant_id = ${ctx.tenant} and not c.is_exempt) as is_done`,
  );
  return [{ step: 'prices' as const, isDone, isAllowed: ctx.can('service.create') && ctx.can('tax.update') }];
});
