import { contract, idOf, instant, minorUnits, z } from '@kelp/kernel/contract';

/** In which currencies invoices can be paid on line, and whether in parts. */
export const portalPaymentOptions = contract({
  name: 'portal_payment.options',
  input: z.object({}),
  output: z.object({
    currencies: z.array(z.object({ currency: z.string(), allowsPartial: z.boolean() })),
  }),
});

/** Begins a payment of own invoices; the answer is the page that leads to the provider. */
export const startPortalPayment = contract({
  name: 'portal_payment.start',
  input: z.object({
    invoices: z
      .array(z.object({ invoiceId: idOf('invoice'), amount: minorUnits.optional() }))
      .min(1, 'Choose at least one invoice to pay.')
      .max(50, 'Pay at most 50 invoices at once.'),
  }),
  output: z.object({ id: z.uuid() }),
});

export const getPortalPayment = contract({
  name: 'portal_payment.get',
  input: z.object({ id: idOf('online payment') }),
  output: z.object({
    id: z.uuid(),
    /** `review`: money arrived that was not what was asked for; a person looks at it. */
    state: z.enum(['opening', 'open', 'processing', 'paid', 'failed', 'expired', 'review']),
    amount: minorUnits,
    currency: z.string(),
    startedAt: instant,
    /** The provider's own page, while it is open. */
    url: z.string().nullable(),
    failure: z.string().nullable(),
    invoices: z.array(z.object({ id: z.uuid(), number: z.string(), amount: minorUnits })),
    /** What of it became credit, because the invoices were paid meanwhile. */
    credit: minorUnits,
  }),
});
export type PortalPayment = z.output<typeof getPortalPayment.output>;

/** Asks the provider how an open payment stands, for when its word is late. */
export const lookAtPortalPayment = contract({
  name: 'portal_payment.look',
  input: z.object({ id: idOf('online payment') }),
  output: z.object({}),
});
