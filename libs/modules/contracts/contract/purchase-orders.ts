import { tradeDate } from '@kelp/catalog/contract';
import { abilities, contract, currencyCode, idOf, lineOfText, localDate, minorUnits, z } from '@kelp/kernel/contract';

/** Whether invoices beyond the amount are kept back or only noticed. */
export const purchaseOrderPolicy = z.enum(['warn', 'block']);
export type PurchaseOrderPolicy = z.output<typeof purchaseOrderPolicy>;

const amount = minorUnits.refine((value) => value > 0n, 'Enter an amount above 0.');
const noticePercent = z.number().int().min(1).max(100);

export const createPurchaseOrder = contract({
  name: 'purchase_order.create',
  input: z.object({
    clientId: idOf('client'),
    /** It pays for one contract only; for everything of the client when it is left out. */
    contractId: idOf('contract').optional(),
    /** As the client calls it; printed on its invoices. */
    number: lineOfText(100),
    /** That of the contract or the default billing profile when it is left out. */
    currency: currencyCode.optional(),
    /** Minor units before tax. */
    amount,
    validFrom: tradeDate,
    /** The first day of service that it no longer pays for. */
    validTo: tradeDate.nullable().default(null),
    policy: purchaseOrderPolicy.default('warn'),
    /** How much of it is taken when finance is told, once. */
    noticePercent: noticePercent.default(80),
  }),
  output: z.object({ id: z.uuid() }),
});

export const updatePurchaseOrder = contract({
  name: 'purchase_order.update',
  input: z.object({
    id: idOf('purchase order'),
    version: z.number().int().optional(),
    amount: amount.optional(),
    validTo: tradeDate.nullable().optional(),
    policy: purchaseOrderPolicy.optional(),
    noticePercent: noticePercent.optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const deletePurchaseOrder = contract({
  name: 'purchase_order.delete',
  input: z.object({ id: idOf('purchase order') }),
  output: z.object({ id: z.uuid() }),
});

const purchaseOrderCard = z.object({
  id: z.uuid(),
  clientId: z.uuid(),
  contract: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  number: z.string(),
  currency: z.string(),
  amount: minorUnits,
  /** Before tax, on drafts and on final invoices; credit notes have given theirs back. */
  reserved: minorUnits,
  used: minorUnits,
  /** Below zero where more is taken than agreed. */
  remaining: minorUnits,
  validFrom: localDate,
  validTo: localDate.nullable(),
  policy: purchaseOrderPolicy,
  noticePercent: z.number(),
  version: z.number(),
  sentence: z.string(),
});
export type PurchaseOrderCard = z.output<typeof purchaseOrderCard>;

/** Purchase orders of the workspace or a client, or those that pay for a contract: its own and the client's. */
export const listPurchaseOrders = contract({
  name: 'purchase_order.list',
  input: z.object({ clientId: idOf('client').optional(), contractId: idOf('contract').optional() }),
  output: z.object({ rows: z.array(purchaseOrderCard), abilities }),
});
