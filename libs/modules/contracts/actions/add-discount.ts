import { defineAction } from '@kelp/kernel';
import { addDiscount } from '../contract';
import { discounts } from '../tables/discounts';
import { findTarget, reductionColumns, tellContract } from '../write-discount';

/** Gives a client, a contract or a line a discount. */
export const addDiscountAction = defineAction(addDiscount, {
  permission: 'discount.create',
  run: async (ctx, { target, ...input }) => {
    const { columns, contract } = await findTarget(ctx, target);
    const { id } = await ctx.db.insert(discounts, {
      ...reductionColumns(input, contract?.currency ?? null),
      ...columns,
    });
    tellContract(ctx, contract);
    return { id };
  },
});
