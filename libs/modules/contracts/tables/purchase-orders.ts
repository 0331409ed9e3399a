import { bareTenantColumns, bigint, boolean, integer, localDate, tenantColumns, text, uuid } from '@kelp/platform/db';
import type { PurchaseOrderPolicy } from '../contract/purchase-orders';

/** What a client has ordered in writing. Amounts are minor units before tax; it pays for service of [validFrom, validTo). */
export const purchaseOrders = tenantColumns(
  'purchase_orders',
  {
    clientId: uuid(),
    /** Null = everything of the client. */
    contractId: uuid().orNull(),
    number: text(),
    currency: text(),
    amount: bigint(),
    validFrom: localDate(),
    validTo: localDate().orNull(),
    policy: text<PurchaseOrderPolicy>(),
    noticePercent: integer(),
    /** The last level that finance was told of. */
    noticedPercent: integer().withDefault(),
    /** What drafts have reserved and invoices used, less what credit notes gave back; billing keeps it. */
    taken: bigint().withDefault(),
  },
  {
    conflicts: {
      purchase_orders_client_id_number_unique: 'This client already has a purchase order with this number.',
      purchase_orders_within:
        'More than this purchase order holds would be taken from it. Raise its amount, or let it warn instead of block.',
      purchase_orders_sum: 'The uses of a purchase order do not add up. Nothing was changed.',
    },
  },
);

/** What a line of an invoice takes from an order; reserved while the invoice is a draft, negative on credit notes. */
export const purchaseOrderUses = bareTenantColumns(
  'purchase_order_uses',
  { lineId: uuid(), invoiceId: uuid(), orderId: uuid(), amount: bigint(), isReserved: boolean() },
  { noun: 'use of a purchase order', isAudited: false },
);
