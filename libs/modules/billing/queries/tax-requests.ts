import { defineQuery } from '@kelp/kernel';
import { listTaxRequests } from '../contract';
import { taxRequests } from '../tables/tax-requests';

/** What is asked and not answered; of one document everything that was ever asked, the latest first. */
export const listTaxRequestsQuery = defineQuery(listTaxRequests, {
  permission: 'tax_request.read',
  run: async (ctx, { invoiceId }) => ({
    requests: invoiceId
      ? await ctx.db.list(taxRequests, { invoiceId }, { orderBy: 'documentVersion', direction: 'desc', limit: 50 })
      : await ctx.db.list(taxRequests, { state: 'pending' }, { orderBy: 'askedAt', limit: 500 }),
  }),
});
