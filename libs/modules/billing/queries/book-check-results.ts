import { defineQuery } from '@kelp/kernel';
import { listBookChecks } from '../contract';
import { bookChecks as checksTable } from '../tables/receivables';
import { rulesOfTheBooks } from './billing-invariants';

const shown = 30;

/** The last looks at the books with what they found, and every rule that is looked at. */
export const listBookChecksQuery = defineQuery(listBookChecks, {
  permission: 'invoice.read',
  isAboutAll: true,
  run: async (ctx) => {
    const rows = await ctx.db.list(checksTable, {}, { orderBy: 'checkedAt', direction: 'desc', limit: shown });
    return {
      rules: rulesOfTheBooks(ctx.tenant),
      checks: rows.map(({ id, checkedAt, actorName, violations }) => ({ id, checkedAt, actor: actorName, violations })),
    };
  },
});
