import { taxCategories } from '@kelp/catalog';
import { clients } from '@kelp/clients';
import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { recordChange } from '@kelp/tenants';
import { billingRules } from '../billing-rules';
import { saveBillingRules } from '../contract';

const asText = (list: readonly { currency: string; amount: bigint }[]) =>
  list.map(({ currency, amount }) => ({ currency, amount: amount.toString() }));

export const saveBillingRulesAction = defineAction(saveBillingRules, {
  permission: 'billing_settings.update',
  run: async (ctx, { approvals, minimums, lateFee, defersRevenue, exemptClientIds }) => {
    if (lateFee) await ctx.db.get(taxCategories, lateFee.taxCategoryId);
    const exempt = [...new Set(exemptClientIds)].sort();
    for (const id of exempt) await ctx.db.get(clients, id);
    const before = await ctx.setting(billingRules);
    const after = {
      approvals: asText(approvals),
      minimums: asText(minimums),
      lateFee: lateFee && { ...lateFee, fixed: asText(lateFee.fixed) },
      defersRevenue,
    };
    await ctx.saveSetting(billingRules, after);
    await ctx.db.rows(
      sql`delete from late_fee_exemptions where tenant_id = ${ctx.tenant} and client_id <> all(${exempt}::uuid[])`,
    );
    await ctx.db.rows(
      sql`insert into late_fee_exemptions (tenant_id, id, client_id)
          select ${ctx.tenant}, i, c from unnest(${exempt.map(() => ctx.newId())}::uuid[], ${exempt}::uuid[]) as x(i, c)
          on conflict (tenant_id, client_id) do nothing`,
    );
    const change = { action: saveBillingRules.name, subject: 'tenant_settings', subjectId: null, before };
    await recordChange(ctx, { ...change, after: { ...after, exemptClients: exempt } });
    ctx.touch('invoice');
    return {};
  },
});
