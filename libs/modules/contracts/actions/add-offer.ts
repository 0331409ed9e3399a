import { defineAction } from '@kelp/kernel';
import { addOffer } from '../contract';
import { discounts } from '../tables/discounts';
import { reductionColumns } from '../write-discount';

/** Makes an offer with a code. It reduces nothing until it is redeemed. */
export const addOfferAction = defineAction(addOffer, {
  permission: 'discount.create',
  run: async (ctx, { code, maxRedemptions, ...input }) => {
    const { id } = await ctx.db.insert(discounts, { ...reductionColumns(input, null), code, maxRedemptions });
    ctx.touch('contract');
    return { id };
  },
});
