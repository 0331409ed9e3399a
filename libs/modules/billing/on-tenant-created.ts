import { ensureSeries, type Ctx } from '@kelp/kernel';
import { invoiceTemplateAssignments } from './tables';

/** The number series of invoices and the template that every client gets until another is chosen. */
export async function onTenantCreated(ctx: Ctx): Promise<void> {
  await ensureSeries(ctx, 'invoice', { prefix: 'INV-', padding: 4 });
  await ensureSeries(ctx, 'credit_note', { prefix: 'CN-', padding: 4 });
  await ctx.db.insert(invoiceTemplateAssignments, { standardTemplateCode: 'standard' });
}
