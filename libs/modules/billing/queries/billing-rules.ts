import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { billingRules } from '../billing-rules';
import { getBillingRules } from '../contract';

const asMoney = (list: readonly { currency: string; amount: string }[]) =>
  list.map(({ currency, amount }) => ({ currency, amount: BigInt(amount) }));

export const getBillingRulesQuery = defineQuery(getBillingRules, {
  permission: 'billing_settings.read',
  run: async (ctx) => {
    const { approvals, minimums, lateFee, defersRevenue } = await ctx.setting(billingRules);
    const exemptClients = await ctx.db.rows<{ id: string; name: string }>(
      sql`select c.id, c.name from late_fee_exemptions e join clients c on c.tenant_id = e.tenant_id and c.id = e.client_id
          where e.tenant_id = ${ctx.tenant} order by c.name`,
    );
    const taxCategories = await ctx.db.rows<{ id: string; name: string }>(
      sql`select id, name from tax_categories where tenant_id = ${ctx.tenant} order by name`,
    );
    return {
      approvals: asMoney(approvals),
      minimums: asMoney(minimums),
      lateFee: lateFee && { ...lateFee, fixed: asMoney(lateFee.fixed) },
      ...{ defersRevenue, exemptClients, taxCategories },
    };
  },
});
