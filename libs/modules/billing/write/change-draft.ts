import type { Ctx } from '@kelp/kernel';
import { askTax } from './ask-tax';
import { rewriteDraft, type DraftChange } from './rewrite-draft';
import type { StoredInvoice } from './written-document';

/** Changes a locked draft, and asks for its tax again where somebody else counts it: an answer holds for one version. */
export async function changeDraftAndAsk(ctx: Ctx, invoice: StoredInvoice, change: DraftChange): Promise<StoredInvoice> {
  const saved = await rewriteDraft(ctx, invoice, change);
  if (saved.taxState === 'pending_tax' || invoice.taxState === 'pending_tax') await askTax(ctx, [invoice.id]);
  return saved;
}
