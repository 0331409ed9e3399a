import { abilitiesOf, defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { listPurchaseOrders, type PurchaseOrderCard } from '../contract';
import { purchaseOrderSentence } from '../domain/purchase-order-sentence';
import { contracts } from '../tables';

type Flat = Omit<PurchaseOrderCard, 'contract' | 'remaining' | 'sentence'> & {
  contractId: string | null;
  contractName: string | null;
};

/** Orders with what is reserved, used and left, the earliest first. */
export async function readPurchaseOrders(ctx: ReadCtx, which: Sql): Promise<PurchaseOrderCard[]> {
  const rows = await ctx.db.rows<Flat>(
    sql`select o.id, o.client_id, o.contract_id, k.name as contract_name, o.number, o.currency, o.amount, o.valid_from, o.valid_to, o.policy,
          o.notice_percent, o.version, coalesce(u.reserved, 0)::bigint as reserved, coalesce(u.used, 0)::bigint as used
        from purchase_orders o
        left join contracts k on k.tenant_id = o.tenant_id and k.id = o.contract_id
        left join lateral (select sum(x.amount) filter (where x.is_reserved) as reserved, sum(x.amount) filter (where not x.is_reserved) as used
          from purchase_order_uses x where x.tenant_id = o.tenant_id and x.order_id = o.id) u on true
        where o.tenant_id = ${ctx.tenant} and ${which} order by o.valid_from, o.number limit 500`,
  );
  return rows.map(({ contractId, contractName, ...row }) => {
    const remaining = row.amount - row.reserved - row.used;
    const sentence = purchaseOrderSentence({ ...row, contractName, remaining }, ctx.locale);
    return { ...row, contract: contractId ? { id: contractId, name: contractName ?? '' } : null, remaining, sentence };
  });
}

/** The orders that pay for a contract: its own, and the client's in its currency. */
export const ordersOfContract = (contract: { id: string; clientId: string | null; currency: string }): Sql =>
  sql`o.client_id = ${contract.clientId}::uuid and (o.contract_id = ${contract.id} or (o.contract_id is null and o.currency = ${contract.currency}))`;

export const listPurchaseOrdersQuery = defineQuery(listPurchaseOrders, {
  permission: 'purchase_order.read',
  run: async (ctx, { clientId, contractId }) => {
    const contract = contractId ? await ctx.db.get(contracts, contractId) : null;
    const which = contract ? ordersOfContract(contract) : sql`true`;
    const ofClient = clientId ? sql`o.client_id = ${clientId}` : sql`true`;
    return {
      rows: await readPurchaseOrders(ctx, sql`${which} and ${ofClient}`),
      abilities: abilitiesOf(ctx, ['purchase_order.create', 'purchase_order.update', 'purchase_order.delete']),
    };
  },
});
