import { purchaseOrders, purchaseOrderUses } from '@kelp/contracts';
import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { groupBy, refused } from '@kelp/std';
import { orderUses, overdrawn, type OrderUse, type UsableOrder } from '../domain/order-uses';
import { purchaseOrderReached } from '../events';

type Order = Row<typeof purchaseOrders>;

interface PlacedLine {
  id: string;
  invoiceId: string;
  clientId: string;
  currency: string;
  contractId: string | null;
  contractPo: string | null;
  net: bigint;
  serviceFrom: string;
  /** A credit note's line: the order that the line it credits has taken from. */
  creditsOrderId: string | null;
  creditsLineId: string | null;
  creditedPos: string[] | null;
}

/** Lines of documents with what decides their order. Fees for late payment are on no order. */
const linesOf = ({ db, tenant }: Ctx, invoiceIds: readonly string[]) =>
  db.rows<PlacedLine>(
    sql`select l.id, l.invoice_id, i.client_id, i.currency, k.id as contract_id, k.po_number as contract_po, l.net, l.service_from,
          u.order_id as credits_order_id, l.credits_line_id, d.po_numbers as credited_pos
        from invoice_lines l join invoices i on i.tenant_id = l.tenant_id and i.id = l.invoice_id
        left join contract_lines c on c.tenant_id = l.tenant_id and c.id = l.contract_line_id
        left join contracts k on k.tenant_id = c.tenant_id and k.id = c.contract_id
        left join purchase_order_uses u on u.tenant_id = l.tenant_id and u.line_id = l.credits_line_id
        left join invoices d on d.tenant_id = i.tenant_id and d.id = i.credited_invoice_id
        where l.tenant_id = ${tenant} and l.invoice_id = any(${[...invoiceIds]}::uuid[])
          and not exists (select from late_fees f where f.tenant_id = l.tenant_id and f.fee_invoice_id = l.invoice_id)
        order by l.invoice_id, l.position`,
  );

/** Locks the orders of clients, in one order for everybody; what is left of them cannot change until the commit. */
export const lockOrders = (ctx: Ctx, clientIds: readonly string[]): Promise<Order[]> =>
  ctx.db.list(purchaseOrders, { clientId: [...new Set(clientIds)] }, { orderBy: 'id', lock: true });

const usable = ({ validFrom, validTo, amount, taken, ...order }: Order): UsableOrder => ({
  ...order,
  valid: { start: validFrom, end: validTo },
  remaining: amount - taken,
});

/** What the lines of one document take, and a refusal where a blocking order does not hold it. */
function usesOf(lines: readonly PlacedLine[], orders: readonly Order[], left: ReadonlyMap<string, bigint>): OrderUse[] {
  const [first] = lines;
  if (!first) return [];
  const own = orders
    .filter(({ clientId, currency }) => clientId === first.clientId && currency === first.currency)
    .map((order) => ({ ...usable(order), remaining: left.get(order.id) ?? 0n }));
  // A credit note gives back to the order that was used, whatever else could pay today.
  const notes = lines.filter(({ creditsLineId }) => creditsLineId !== null);
  const given = notes.flatMap(({ id, net, creditsOrderId }) =>
    creditsOrderId ? [{ key: id, orderId: creditsOrderId, amount: net }] : [],
  );
  const wanted = lines
    .filter(({ creditsLineId }) => creditsLineId === null)
    .map(({ id, contractId, net, serviceFrom }) => ({ key: id, contractId, net, on: serviceFrom }));
  const taken = notes.length > 0 ? [] : orderUses(own, wanted);
  const blocked = overdrawn(own, taken, first.currency).find(({ order }) => order.policy === 'block');
  if (blocked) throw refused('purchase_order.exceeded', blocked.sentence);
  return [...given, ...taken];
}

/** The level that has been reached and not been told: the agreed one, or all of it; 0 for none. */
function newLevel({ amount, noticePercent, noticedPercent }: Order, taken: bigint): number {
  const reached = [100, noticePercent].find((level) => taken * 100n >= amount * BigInt(level)) ?? 0;
  return reached > noticedPercent ? reached : 0;
}

/** Adds to what is taken of orders; tells once when a level is reached. */
async function move(ctx: Ctx, orders: readonly Order[], changes: ReadonlyMap<string, bigint>): Promise<void> {
  const moved = orders.flatMap((order) => {
    const change = changes.get(order.id) ?? 0n;
    return change === 0n ? [] : [{ order, taken: order.taken + change, level: newLevel(order, order.taken + change) }];
  });
  if (moved.length === 0) return;
  await ctx.db.rows(
    sql`update purchase_orders o set taken = x.taken, noticed_percent = greatest(o.noticed_percent, x.level), updated_at = ${ctx.now()}
        from unnest(${moved.map(({ order }) => order.id)}::uuid[], ${moved.map(({ taken }) => taken.toString())}::bigint[],
          ${moved.map(({ level }) => level)}::integer[]) as x(id, taken, level)
        where o.tenant_id = ${ctx.tenant} and o.id = x.id`,
  );
  for (const { order, taken, level } of moved.filter((one) => one.level > 0)) {
    const { id: orderId, clientId, number, currency, amount } = order;
    const remaining = (amount - taken).toString();
    ctx.emit(purchaseOrderReached, orderId, { orderId, clientId, number, percent: level, currency, remaining });
  }
}

const changesBy = (uses: readonly { orderId: string; amount: bigint }[], sign: 1n | -1n): Map<string, bigint> => {
  const sums = new Map<string, bigint>();
  for (const { orderId, amount } of uses) sums.set(orderId, (sums.get(orderId) ?? 0n) + sign * amount);
  return sums;
};

/** Numbers that a document prints: of the orders it takes from, and of contracts that only name one. */
function numbersOf(lines: readonly PlacedLine[], uses: readonly OrderUse[], orders: readonly Order[]): string[] {
  const [first] = lines;
  if (first?.creditedPos) return first.creditedPos;
  const orderOf = new Map(uses.map(({ key, orderId }) => [key, orderId]));
  const numbers = lines.flatMap(({ id, contractPo }) => {
    const order = orders.find((one) => one.id === orderOf.get(id));
    return order?.number ?? (contractPo || []);
  });
  return [...new Set(numbers)];
}

/**
 * Lets documents take from the purchase orders of their clients what their lines cost, in place of what they took before; drafts
 * reserve, credit notes give back. Throws `purchase_order.exceeded` where a blocking order does not hold it; the rows of the
 * orders are locked, and a constraint of theirs holds even against a mistake here.
 */
export async function takeOrders(ctx: Ctx, invoiceIds: readonly string[]): Promise<void> {
  if (invoiceIds.length === 0) return;
  const lines = await linesOf(ctx, invoiceIds);
  const orders = await lockOrders(
    ctx,
    lines.map(({ clientId }) => clientId),
  );
  const before = await ctx.db.list(purchaseOrderUses, { invoiceId: [...invoiceIds] });
  const changes = changesBy(before, -1n);
  const left = new Map(orders.map(({ id, amount, taken }) => [id, amount - taken - (changes.get(id) ?? 0n)]));
  const rows: { lineId: string; invoiceId: string; orderId: string; amount: bigint; isReserved: boolean }[] = [];
  const printed: { id: string; numbers: string[] }[] = [];
  for (const [invoiceId, own] of groupBy(lines, (line) => line.invoiceId)) {
    const uses = usesOf(own, orders, left);
    for (const { key, orderId, amount } of uses) {
      left.set(orderId, (left.get(orderId) ?? 0n) - amount);
      changes.set(orderId, (changes.get(orderId) ?? 0n) + amount);
      rows.push({ lineId: key, invoiceId, orderId, amount, isReserved: true });
    }
    printed.push({ id: invoiceId, numbers: numbersOf(own, uses, orders) });
  }
  if (before.length > 0) {
    await ctx.db.rows(
      sql`delete from purchase_order_uses where tenant_id = ${ctx.tenant} and invoice_id = any(${[...invoiceIds]}::uuid[])`,
    );
  }
  await ctx.db.insertMany(purchaseOrderUses, rows);
  await move(ctx, orders, changes);
  await ctx.db.rows(
    sql`update invoices i set po_numbers = array(select jsonb_array_elements_text(x.numbers))
        from jsonb_to_recordset(${JSON.stringify(printed)}::jsonb) as x(id uuid, numbers jsonb)
        where i.tenant_id = ${ctx.tenant} and i.id = x.id and i.po_numbers is distinct from array(select jsonb_array_elements_text(x.numbers))`,
  );
}

/** What documents had reserved is used from now on: they have their number. */
export async function useOrders({ db, tenant }: Ctx, invoiceIds: readonly string[]): Promise<void> {
  await db.rows(
    sql`update purchase_order_uses set is_reserved = false where tenant_id = ${tenant} and invoice_id = any(${[...invoiceIds]}::uuid[]) and is_reserved`,
  );
}

/**
 * Gives back what a document, or some of its lines, has taken. Throws `purchase_order.exceeded` for a credit note whose order
 * has been used again meanwhile.
 */
export async function freeOrders(ctx: Ctx, invoiceId: string, lineIds?: readonly string[]): Promise<void> {
  const held = await ctx.db.list(purchaseOrderUses, { invoiceId, ...(lineIds ? { lineId: [...lineIds] } : {}) });
  if (held.length === 0) return;
  const ids = [...new Set(held.map(({ orderId }) => orderId))];
  const orders = await ctx.db.list(purchaseOrders, { id: ids }, { orderBy: 'id', lock: true });
  const changes = changesBy(held, -1n);
  const over = orders.find(
    ({ id, policy, amount, taken }) =>
      policy === 'block' && (changes.get(id) ?? 0n) > 0n && taken + (changes.get(id) ?? 0n) > amount,
  );
  if (over) {
    throw refused(
      'purchase_order.exceeded',
      `Purchase order ${over.number} has been used again since and does not hold this any more. Raise its amount, or let it warn instead of block.`,
    );
  }
  const lines = held.map(({ lineId }) => lineId);
  await ctx.db.rows(
    sql`delete from purchase_order_uses where tenant_id = ${ctx.tenant} and line_id = any(${lines}::uuid[])`,
  );
  await move(ctx, orders, changes);
}
