import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { getBillingSettings } from '../contract';
import { expiredCredit, reminderSteps, sellerDetails, zeroInvoices } from '../settings';

/** How this workspace bills. */
export const readSettings = async (ctx: ReadCtx) => ({
  zeroInvoices: await ctx.setting(zeroInvoices),
  sellerDetails: await ctx.setting(sellerDetails),
  expiredCredit: await ctx.setting(expiredCredit),
  reminderSteps: await ctx.setting(reminderSteps),
});

export const getBillingSettingsQuery = defineQuery(getBillingSettings, {
  permission: 'billing_settings.read',
  run: readSettings,
});
