import { inUnit, systemActor } from '@kelp/kernel';
import { settle, type TestHouse } from '@kelp/testing';
import { createDraft, finaliseInvoice, savePaymentProvider } from '../contract';
import { paymentEventHandler } from '../payment-event-handler';
import { openStripeDouble, signBody, type DoubleRecord, type StripeDouble } from '../providers/stripe-double';
import { paymentAttempts } from '../tables/providers';
import { openAttempt } from '../write/open-attempt';
import type { MonthEnd } from './month-end';

export const testSecret = 'whsec_of_the_tests';

/** A workspace that takes payments through the double of Stripe. Events are brought by hand, as the door would. Tests only. */
export interface OnlinePayments {
  double: StripeDouble;
  /** A final invoice over this many minor units without tax. */
  invoice(unitPrice: string, clientId?: string): Promise<string>;
  begin(parts: { invoiceId: string; amount?: bigint }[]): Promise<string>;
  attempt(
    id: string,
  ): Promise<{ state: string; checkoutId: string | null; paymentId: string | null; failure: string | null }>;
  /** Brings an event to the door; `at` signs it at that second. */
  bring(event: DoubleRecord, more?: { at?: number; secret?: string; body?: string }): Promise<void>;
  /** Begins a payment, pays it at the provider and brings the event. Returns the intent's id. */
  pay(parts: { invoiceId: string; amount?: bigint }[]): Promise<{ attempt: string; intent: string }>;
}

export async function openOnlinePayments(
  test: TestHouse,
  scene: MonthEnd,
  taxCategoryId: string,
): Promise<OnlinePayments> {
  const double = await openStripeDouble();
  process.env['KELP_STRIPE_URL'] = double.url;
  await test.as(scene.fin, savePaymentProvider, {
    ...{
      kind: 'stripe',
      isActive: true,
      key: 'sk_test_tests',
      secret: testSecret,
      currencies: [],
      allowsPartial: true,
    },
  });
  const keep = paymentEventHandler(test.house);
  const caller = { tenant: scene.tenant, actor: systemActor('portal'), door: 'portal' as const, requestId: 'test' };
  const attempt = (id: string) => test.inside(scene.tenant, (ctx) => ctx.db.get(paymentAttempts, id));
  const bring: OnlinePayments['bring'] = async (event, more = {}) => {
    const body = JSON.stringify(event);
    const signature = signBody(body, more.secret ?? testSecret, more.at);
    const arriving = { tenant: scene.tenant, kind: 'stripe', signature, requestId: 'test' };
    await keep({ ...arriving, body: more.body ?? body });
    await settle(test);
  };
  const begin: OnlinePayments['begin'] = async (parts) => {
    const id = await inUnit(test.house, caller, 'test', (ctx) => openAttempt(ctx, parts, 'en'));
    await settle(test);
    return id;
  };
  return {
    double,
    attempt,
    bring,
    begin,
    invoice: async (unitPrice, clientId = scene.acme) => {
      const line = { description: 'Work', quantity: '1', unitPrice, taxCategoryId };
      const { id } = await test.as(scene.fin, createDraft, { clientId, lines: [line] });
      await test.as(scene.fin, finaliseInvoice, { id });
      return id;
    },
    pay: async (parts) => {
      const id = await begin(parts);
      const { checkoutId } = await attempt(id);
      const event = await double.pay(checkoutId ?? '');
      await bring(event);
      return { attempt: id, intent: String(double.sessions.get(checkoutId ?? '')?.['payment_intent']) };
    },
  };
}
