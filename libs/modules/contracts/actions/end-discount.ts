import { defineAction } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { endDiscount } from '../contract';
import { discounts } from '../tables/discounts';
import { dayText } from '../days-of-contract';

/** Ends a discount (or an offer) on a day. Invoices keep what they have. */
export const endDiscountAction = defineAction(endDiscount, {
  permission: 'discount.update',
  run: async (ctx, { id, version, validTo }) => {
    const discount = await ctx.db.lock(discounts, id);
    if (validTo < discount.validFrom) {
      throw invalid('The discount would end before it begins.', {
        validTo: `It begins on ${dayText(ctx, discount.validFrom)}.`,
      });
    }
    await ctx.db.update(discounts, id, { validTo }, version);
    ctx.touch('contract');
    return { id };
  },
});
