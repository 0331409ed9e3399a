import { rangeContains, type DateRange, type LocalDate } from '@kelp/std';
import { amountText } from './price-text';
import type { Blocker, Warning } from './invoice-result';

/** A purchase order as a document may use it; amounts in minor units before tax. */
export interface UsableOrder {
  id: string;
  number: string;
  /** Null = it pays for everything of the client. */
  contractId: string | null;
  /** Days on which service that it pays for begins. */
  valid: DateRange;
  policy: 'warn' | 'block';
  /** What is left beside this document. */
  remaining: bigint;
}

export interface OrderedLine {
  key: string;
  contractId: string | null;
  net: bigint;
  /** The first day of its service. */
  on: LocalDate;
}

export interface OrderUse {
  key: string;
  orderId: string;
  amount: bigint;
}

const pays = (order: UsableOrder, line: OrderedLine): boolean =>
  (order.contractId === null || order.contractId === line.contractId) && rangeContains(order.valid, line.on);

/** Orders of a contract come before those of the client, earlier ones before later. */
const inOrder = (orders: readonly UsableOrder[]): UsableOrder[] => {
  const keyOf = (one: UsableOrder) => [one.contractId === null ? 1 : 0, one.valid.start, one.number].join(' ');
  return [...orders].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
};

/**
 * What each line of a document takes from which order: a line goes whole to the first that pays for it and has room, and where
 * none has, to the last. Lines that no order pays for, and those of nothing, take none.
 */
export function orderUses(orders: readonly UsableOrder[], lines: readonly OrderedLine[]): OrderUse[] {
  const left = new Map(orders.map(({ id, remaining }) => [id, remaining]));
  const sorted = inOrder(orders);
  return lines.flatMap((line): OrderUse[] => {
    if (line.net === 0n) return [];
    const paying = sorted.filter((order) => pays(order, line));
    const order = paying.find(({ id }) => (left.get(id) ?? 0n) >= line.net) ?? paying.at(-1);
    if (!order) return [];
    left.set(order.id, (left.get(order.id) ?? 0n) - line.net);
    return [{ key: line.key, orderId: order.id, amount: line.net }];
  });
}

export interface Overdrawn {
  order: UsableOrder;
  wanted: bigint;
  sentence: string;
}

/** Orders from which uses take more than is left, each with a sentence and the way out. */
export function overdrawn(orders: readonly UsableOrder[], uses: readonly OrderUse[], currency: string): Overdrawn[] {
  return orders.flatMap((order) => {
    const wanted = uses.reduce((sum, { orderId, amount }) => (orderId === order.id ? sum + amount : sum), 0n);
    if (wanted <= 0n || wanted <= order.remaining) return [];
    const left = amountText(order.remaining < 0n ? 0n : order.remaining, currency);
    const way =
      order.policy === 'block' ? ' Raise its amount, enter another order, or let it warn instead of block.' : '';
    const sentence = `${amountText(wanted, currency)} before tax are for purchase order ${order.number}, which has ${left} left.${way}`;
    return [{ order, wanted, sentence }];
  });
}

/** What keeps a document back, or is worth a look, since orders do not hold what it takes. */
export function orderFindings(
  orders: readonly UsableOrder[],
  uses: readonly OrderUse[],
  currency: string,
): { blockers: Blocker[]; warnings: Warning[] } {
  const found = overdrawn(orders, uses, currency);
  const findings = (policy: UsableOrder['policy']) =>
    found
      .filter(({ order }) => order.policy === policy)
      .map(({ order, sentence }) => ({
        code: 'purchase_order_exceeded' as const,
        sentence,
        evidence: [{ kind: 'purchase_order' as const, id: order.id }],
      }));
  return { blockers: findings('block'), warnings: findings('warn').map((one) => ({ ...one, minutes: 0 })) };
}
