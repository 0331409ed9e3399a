/** What a provider says has happened, in our own words; amounts in minor units of the currency. */
export type ProviderFact =
  | {
      kind: 'checkout';
      /** Ours, as we gave it to the provider; null when the payment was not begun here. */
      attemptId: string | null;
      checkoutId: string;
      outcome: 'paid' | 'processing' | 'failed' | 'expired';
      paymentRef: string | null;
      amount: bigint;
      currency: string;
    }
  | {
      kind: 'refund';
      refundRef: string;
      /** Our own refund, when we asked for it. */
      ourRefundId: string | null;
      paymentRef: string;
      outcome: 'succeeded' | 'waiting' | 'failed';
      amount: bigint;
      currency: string;
      failure: string | null;
    }
  | {
      kind: 'dispute';
      disputeRef: string;
      paymentRef: string;
      outcome: 'open' | 'won' | 'lost';
      reason: string;
      amount: bigint;
      currency: string;
    }
  | { kind: 'other'; type: string };

export interface ProviderEvent {
  /** The provider's own id: the same id again is the same event. */
  id: string;
  happenedAt: Date;
  fact: ProviderFact;
}

export interface CheckoutRequest {
  attemptId: string;
  tenant: string;
  currency: string;
  items: { name: string; amount: bigint }[];
  locale: string;
  successUrl: string;
  cancelUrl: string;
  email: string | null;
}

export interface SeenPayment {
  paymentRef: string;
  amount: bigint;
  currency: string;
  attemptId: string | null;
  at: Date;
}

/**
 * One way to take payments on line. Card data stays on the provider's own page. Calls throw `payment_provider.refused` when asking again
 * cannot help, and `unavailable` when it may.
 */
export interface PaymentProvider {
  readonly kind: string;
  /** Who the key belongs to. */
  test(): Promise<{ accountName: string }>;
  openCheckout(request: CheckoutRequest): Promise<{ id: string; url: string; expiresAt: Date }>;
  /** What a checkout has come to, for when an event was lost. */
  readCheckout(id: string): Promise<ProviderFact>;
  /** Sends money back. The same `id` again is the same refund. */
  refund(request: {
    id: string;
    paymentRef: string;
    amount: bigint;
    currency: string;
  }): Promise<Extract<ProviderFact, { kind: 'refund' }>>;
  /** Every payment of this workspace that has succeeded since then. */
  paymentsSince(since: Date, tenant: string): Promise<SeenPayment[]>;
}
