import { defineQuery, type ReadCtx, type z } from '@kelp/kernel';
import { logoPath, readBrand } from '../branding/read-brand';
import { getBranding } from '../contract';

/** The brand as its settings page shows it. */
export async function brandingOf(ctx: ReadCtx): Promise<z.output<typeof getBranding.output>> {
  const { name, colour, logoId, version } = await readBrand(ctx);
  return { name, colour, version, logo: logoId ? { id: logoId, url: logoPath(ctx.tenant, logoId) } : null };
}

export const getBrandingQuery = defineQuery(getBranding, { permission: 'branding.read', run: brandingOf });
