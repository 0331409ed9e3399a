import { defineAction } from '@kelp/kernel';
import { recordChange } from '@kelp/tenants';
import { updateBillingSettings } from '../contract';
import { readSettings } from '../queries/settings';
import { expiredCredit, reminderSteps, sellerDetails, zeroInvoices } from '../settings';

const permission = 'billing_settings.update';

export const updateBillingSettingsAction = defineAction(updateBillingSettings, {
  permission,
  run: async (ctx, input) => {
    const before = await readSettings(ctx);
    const after = {
      zeroInvoices: input.zeroInvoices ?? before.zeroInvoices,
      sellerDetails: input.sellerDetails ?? before.sellerDetails,
      expiredCredit: input.expiredCredit ?? before.expiredCredit,
      reminderSteps: input.reminderSteps ?? before.reminderSteps,
    };
    await ctx.saveSetting(zeroInvoices, after.zeroInvoices);
    await ctx.saveSetting(sellerDetails, after.sellerDetails);
    await ctx.saveSetting(expiredCredit, after.expiredCredit);
    await ctx.saveSetting(reminderSteps, after.reminderSteps);
    const change = { action: 'billing_settings.update', subject: 'tenant_settings', subjectId: null, before, after };
    await recordChange(ctx, change);
    return after;
  },
});
