import type { Ctx } from '@kelp/kernel';
import { insertTaxCategory } from './insert-tax-category';

/**
 * The tax categories of a new workspace. "Standard" has no rate on purpose: what is right depends on the country, and a
 * missing rate stops an invoice while a guessed one would go out.
 */
export async function onTenantCreated(ctx: Ctx): Promise<void> {
  await insertTaxCategory(ctx, { name: 'Standard', isExempt: false });
  await insertTaxCategory(ctx, { name: 'Exempt', isExempt: true });
}
