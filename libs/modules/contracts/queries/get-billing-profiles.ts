import { clients } from '@kelp/clients';
import { abilitiesOf, defineQuery } from '@kelp/kernel';
import { readTenant } from '@kelp/tenants';
import { getBillingProfiles } from '../contract';
import { paymentTermsOf } from '../domain/payment-terms';
import { billingProfiles } from '../tables';

/** The billing profiles of a client, the default first. */
export const getBillingProfilesQuery = defineQuery(getBillingProfiles, {
  permission: 'billing_profile.read',
  run: async (ctx, { clientId }) => {
    await ctx.db.get(clients, clientId);
    const rows = await ctx.db.list(billingProfiles, { clientId }, { orderBy: 'name' });
    const profiles = rows.map((row) => ({ ...row, terms: paymentTermsOf(row) }));
    profiles.sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
    return {
      profiles,
      currency: profiles[0]?.currency ?? (await readTenant(ctx)).currency,
      abilities: abilitiesOf(ctx, ['billing_profile.update']),
    };
  },
});
