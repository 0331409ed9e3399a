import { clients } from '@kelp/clients';
import { defineAction, type Ctx, type z } from '@kelp/kernel';
import { invalid, isCurrency, refused } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { createPurchaseOrder, deletePurchaseOrder, updatePurchaseOrder } from '../contract';
import { billingProfiles, contracts } from '../tables';
import { purchaseOrders, purchaseOrderUses } from '../tables/purchase-orders';

type NewOrder = z.output<typeof createPurchaseOrder.input>;

function assertDates({ validFrom, validTo }: { validFrom: string; validTo: string | null }): void {
  if (validTo === null || validTo > validFrom) return;
  throw invalid('The purchase order would end before it begins. Choose a later last day.', { validTo: 'Too early.' });
}

/** The contract's currency holds for its orders; else that in which the client is billed, unless another is named. */
async function currencyOf(ctx: Ctx, { clientId, contractId, currency }: NewOrder): Promise<string> {
  if (currency !== undefined && !isCurrency(currency)) {
    throw invalid(`"${currency}" is not a currency. Use an ISO code such as USD.`, { currency: 'Unknown.' });
  }
  if (contractId === undefined) {
    const profile = await ctx.db.find(billingProfiles, { clientId, isDefault: true });
    return currency ?? profile?.currency ?? (await readTenant(ctx)).currency;
  }
  const contract = await ctx.db.get(contracts, contractId);
  if (contract.clientId !== clientId) {
    throw invalid('This contract belongs to another client. Choose one of this client.', { contractId: 'Not theirs.' });
  }
  if (currency === undefined || currency === contract.currency) return contract.currency;
  throw invalid(`This contract is in ${contract.currency}, so its purchase orders are too.`, {
    currency: `Not ${contract.currency}.`,
  });
}

/** A purchase order of a client. It pays for invoices that are made from now on; those that stand keep what they have. */
export const createPurchaseOrderAction = defineAction(createPurchaseOrder, {
  permission: 'purchase_order.create',
  run: async (ctx, input) => {
    const client = await ctx.db.get(clients, input.clientId);
    if (client.mergedIntoId) throw refused('client.merged', `${client.name} was merged. Choose what it became.`);
    assertDates(input);
    const currency = await currencyOf(ctx, input);
    const order = await ctx.db.insert(purchaseOrders, { ...input, contractId: input.contractId ?? null, currency });
    return { id: order.id };
  },
});

/** Changes amount, end, policy or notice. Throws where a blocking order would hold less than is taken. */
export const updatePurchaseOrderAction = defineAction(updatePurchaseOrder, {
  permission: 'purchase_order.update',
  run: async (ctx, { id, version, ...patch }) => {
    const before = await ctx.db.lock(purchaseOrders, id);
    const after = { ...before, ...patch };
    assertDates(after);
    if (after.policy === 'block' && after.amount < before.taken) {
      throw refused(
        'purchase_order.taken',
        `Drafts and invoices have taken more than that from ${before.number}. Give a larger amount, or let it warn instead of block.`,
      );
    }
    // A larger order is worth a notice again when it runs low.
    const renewed = after.amount > before.amount ? { noticedPercent: 0 } : {};
    const order = await ctx.db.update(purchaseOrders, id, { ...patch, ...renewed }, version);
    return { id, version: order.version };
  },
});

/** Removes an order that no document has ever used; others end by their last day. */
export const deletePurchaseOrderAction = defineAction(deletePurchaseOrder, {
  permission: 'purchase_order.delete',
  run: async (ctx, { id }) => {
    const { number } = await ctx.db.lock(purchaseOrders, id);
    if (await ctx.db.find(purchaseOrderUses, { orderId: id })) {
      throw refused('purchase_order.used', `Documents stand on ${number}. Give it a last day instead.`);
    }
    await ctx.db.remove(purchaseOrders, id);
    return { id };
  },
});
