import { defineAction } from '@kelp/kernel';
import { recordChange } from '@kelp/tenants';
import { updateTaxSettings } from '../contract';
import { readTaxSettings } from '../queries/tax-settings';
import { placeBy, sellerCountry, taxPoint, taxRounding, taxSource } from '../settings';

/** How tax is counted from now on; documents that are written keep what they were calculated from. */
export const updateTaxSettingsAction = defineAction(updateTaxSettings, {
  permission: 'tax.update',
  run: async (ctx, input) => {
    const before = await readTaxSettings(ctx);
    const after = {
      source: input.source ?? before.source,
      rounding: input.rounding ?? before.rounding,
      point: input.point ?? before.point,
      placeBy: input.placeBy ?? before.placeBy,
      sellerCountry: input.sellerCountry ?? before.sellerCountry,
    };
    await ctx.saveSetting(taxSource, after.source);
    await ctx.saveSetting(taxRounding, after.rounding);
    await ctx.saveSetting(taxPoint, after.point);
    await ctx.saveSetting(placeBy, after.placeBy);
    await ctx.saveSetting(sellerCountry, after.sellerCountry);
    const change = { action: 'tax_settings.update', subject: 'tenant_settings', subjectId: null, before, after };
    await recordChange(ctx, change);
    return after;
  },
});
