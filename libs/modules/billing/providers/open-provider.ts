import { openPassword, type ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { paymentProviders } from '../tables/providers';
import type { PaymentProvider } from './payment-provider';
import { stripeProvider } from './stripe-provider';

/** The provider behind its row, with the key opened. Calls go outside: never inside a transaction. */
export function openProvider(tenant: string, row: Row<typeof paymentProviders>): Promise<PaymentProvider> {
  return stripeProvider(openPassword(tenant, row.sealedKey), process.env['KELP_STRIPE_URL']);
}

/** The row of a provider that may be asked. Throws when it is not set up any more. */
export async function providerRow(ctx: ReadCtx, kind: string): Promise<Row<typeof paymentProviders>> {
  const row = await ctx.db.find(paymentProviders, { kind: kind as 'stripe' });
  if (!row || row.sealedKey === '') {
    throw refused('payment_provider.missing', 'This payment provider is not set up any more.');
  }
  return row;
}

export const takesCurrency = (row: Row<typeof paymentProviders>, currency: string): boolean =>
  row.isActive && (row.currencies.length === 0 || row.currencies.includes(currency));

/** The provider that takes payments in this currency now, or null. */
export async function providerFor(ctx: ReadCtx, currency: string): Promise<Row<typeof paymentProviders> | null> {
  const rows = await ctx.db.list(paymentProviders, { isActive: true }, { orderBy: 'kind' });
  return rows.find((row) => takesCurrency(row, currency)) ?? null;
}
