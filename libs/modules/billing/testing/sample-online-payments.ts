import type { Ctx } from '@kelp/kernel';
import { savePaymentProviderAction } from '../actions/change-provider';
import { recordPaymentAction } from '../actions/record-payment';
import { creditLots } from '../tables/credits';
import { paymentExceptions } from '../tables/providers';
import { openAttempt } from '../write/open-attempt';
import { openException } from '../write/payment-exceptions';

/** A provider, a payment begun, credit that came on line, and something to settle: one record of each noun. */
export async function sampleOnlinePayments(
  ctx: Ctx,
  clientId: string,
  invoiceId: string,
): Promise<Record<string, string>> {
  await ctx.run(savePaymentProviderAction, {
    ...{ kind: 'stripe' as const, isActive: true, key: 'sk_test_sample', secret: 'whsec_sample' },
    ...{ currencies: [], allowsPartial: true },
  });
  const attempt = await openAttempt(ctx, [{ invoiceId, amount: 100n }], 'en');
  const online = await ctx.run(recordPaymentAction, {
    clientId: clientId,
    amount: 300n,
    currency: 'USD',
    method: 'card',
    provider: 'stripe',
    reference: 'pi_sample',
    note: '',
    purpose: 'prepayment',
  });
  const paidBack = await ctx.db.find(creditLots, { paymentId: online.id });
  await openException(ctx, {
    ...{ provider: 'stripe', kind: 'unknown_payment' as const, reference: 'pi_unknown', sentence: 'Sample' },
    ...{ paymentRef: 'pi_unknown', currency: 'USD', amount: 100n },
  });
  const exception = await ctx.db.find(paymentExceptions, { reference: 'pi_unknown' });
  return {
    'online payment': attempt,
    'online credit': paidBack?.id ?? '',
    'payment exception': exception?.id ?? '',
  };
}
