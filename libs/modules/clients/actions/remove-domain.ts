import { defineAction } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { removeDomain } from '../contract';
import { clientUpdated } from '../events';
import { clientEmailDomains } from '../tables';

/** Mail from unknown senders of this domain belongs to no client again; known contacts stay known. */
export const removeDomainAction = defineAction(removeDomain, {
  permission: 'client.update',
  run: async (ctx, { clientId, domain }) => {
    const row = await ctx.db.find(clientEmailDomains, { clientId, domain });
    if (!row) throw notFound('mail domain');
    await ctx.db.remove(clientEmailDomains, row.id);
    ctx.emit(clientUpdated, clientId, { clientId });
    return {};
  },
});
