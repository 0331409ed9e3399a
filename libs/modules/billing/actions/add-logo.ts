import { defineAction } from '@kelp/kernel';
import { pictureType } from '@kelp/tenants';
import { addInvoiceLogo } from '../contract';
import { invoiceLogos } from '../tables';

/** The type is told by the content, never by what the browser says. */
export const addInvoiceLogoAction = defineAction(addInvoiceLogo, {
  permission: 'billing_settings.update',
  run: async (ctx, { name, content }) => {
    const contentType = pictureType({ name, content });
    const { id } = await ctx.db.insert(invoiceLogos, {
      id: ctx.newId(),
      name,
      contentType,
      content,
      addedAt: ctx.now(),
    });
    return { id };
  },
});
