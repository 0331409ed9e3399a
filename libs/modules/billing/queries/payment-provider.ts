import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { publicAddress } from '@kelp/tenants';
import { getPaymentProvider } from '../contract';
import { paymentProviders } from '../tables/providers';

/** The provider as the settings show it: everything but the keys. */
export const getPaymentProviderQuery = defineQuery(getPaymentProvider, {
  permission: 'billing_settings.read',
  run: async (ctx) => {
    const row = await ctx.db.find(paymentProviders, { kind: 'stripe' });
    const compared = await ctx.db.maybe<{ at: Date; seen: number; differences: number; failure: string | null }>(
      sql`select compared_at as at, seen, differences, failure from provider_comparisons where tenant_id = ${ctx.tenant}
          order by compared_at desc, id desc limit 1`,
    );
    const eventsUrl = `${publicAddress()}/api/payment-events/stripe/${ctx.tenant}`;
    if (!row) return { provider: null, eventsUrl, lastComparison: compared ?? null };
    const { kind, isActive, sealedKey, sealedSecret, keyHint, isLive, currencies, allowsPartial, accountName } = row;
    const { testState, testText, testedAt, version } = row;
    const provider = {
      ...{ kind, isActive, hasKey: sealedKey !== '', hasSecret: sealedSecret !== '', keyHint, isLive, currencies },
      ...{ allowsPartial, accountName, testState, testText, testedAt, eventsUrl, version },
    };
    return { provider, eventsUrl, lastComparison: compared ?? null };
  },
});
