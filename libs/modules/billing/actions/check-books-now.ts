import { defineAction } from '@kelp/kernel';
import { checkBooksNow } from '../contract';
import { lookAtBooks } from '../write/look-at-books';

/** Looks at the books on request. */
export const checkBooksNowAction = defineAction(checkBooksNow, {
  permission: 'billing_settings.update',
  isAboutAll: true,
  run: async (ctx) => {
    const { id, violations } = await lookAtBooks(ctx);
    return { id, violationCount: violations.length };
  },
});
