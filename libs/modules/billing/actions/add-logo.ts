import { defineAction } from '@kelp/kernel';
import { sniffContentType } from '@kelp/platform/storage';
import { invalid } from '@kelp/std';
import { addInvoiceLogo } from '../contract';
import { invoiceLogos } from '../tables';

/** The type is told by the content, never by what the browser says. */
export const addInvoiceLogoAction = defineAction(addInvoiceLogo, {
  permission: 'billing_settings.update',
  run: async (ctx, { name, content }) => {
    const contentType = sniffContentType(Buffer.from(content, 'base64'), name);
    if (contentType !== 'image/png' && contentType !== 'image/jpeg')
      throw invalid('A logo is a PNG or JPEG picture. Save it as one of them and choose it again.');
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
