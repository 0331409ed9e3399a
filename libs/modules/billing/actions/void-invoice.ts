import { defineAction } from '@kelp/kernel';
import { voidInvoice } from '../contract';
import { voidDocument } from '../write/void-document';

/** Takes a final invoice, credit note or opening balance back. */
export const voidInvoiceAction = defineAction(voidInvoice, {
  permission: 'invoice.void',
  run: async (ctx, { id, reason }) => {
    await voidDocument(ctx, id, reason);
    return { id };
  },
});
