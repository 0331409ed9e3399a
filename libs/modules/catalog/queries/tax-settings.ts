import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { getTaxSettings, type TaxSettings } from '../contract';
import { placeBy, sellerCountry, taxPoint, taxRounding, taxSource } from '../settings';

/** How this workspace counts tax where a billing profile says nothing else. */
export async function readTaxSettings(ctx: ReadCtx): Promise<TaxSettings> {
  const [source, rounding, point, by, country] = await Promise.all([
    ctx.setting(taxSource),
    ctx.setting(taxRounding),
    ctx.setting(taxPoint),
    ctx.setting(placeBy),
    ctx.setting(sellerCountry),
  ]);
  return { source, rounding, point, placeBy: by, sellerCountry: country };
}

export const getTaxSettingsQuery = defineQuery(getTaxSettings, {
  permission: 'tax.read',
  run: (ctx) => readTaxSettings(ctx),
});
