import { defineAction } from '@kelp/kernel';
import { createTaxCategory } from '../contract';
import { insertTaxCategory } from '../insert-tax-category';

/** A new tax category. An exempt one has its rate of 0 % at once. */
export const createTaxCategoryAction = defineAction(createTaxCategory, {
  permission: 'tax.create',
  run: async (ctx, input) => ({ id: await insertTaxCategory(ctx, input) }),
});
