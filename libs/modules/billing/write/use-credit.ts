import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { groupBy } from '@kelp/std';
import { applyCredit, type CreditLot, type CreditableInvoice } from '../domain/apply-credit';
import { creditPostings } from '../domain/postings';
import { today } from '../load/today';
import { creditUses } from '../tables/credits';
import { bookEntries } from './book-entries';
import { lockAccounts } from './lock-accounts';

export interface OwnedLot extends CreditLot {
  clientId: string;
}

/** Lots of these clients that have something left, in the order of their ids; the accounts are held until the commit. */
export async function lockLots(ctx: Ctx, clientIds: readonly string[], lotId?: string): Promise<OwnedLot[]> {
  const owners = await ctx.db.rows<{ clientId: string }>(
    sql`select distinct client_id from credit_lots where tenant_id = ${ctx.tenant} and client_id = any(${clientIds}::uuid[])`,
  );
  if (owners.length === 0) return [];
  await lockAccounts(
    ctx,
    owners.map(({ clientId }) => clientId),
  );
  return ctx.db.rows<OwnedLot>(
    sql`select l.id, l.client_id, l.currency, l.expires_on, l.granted_at, l.billing_profile_id, l.service_ids, (l.amount - u.used)::bigint as remaining
        from credit_lots l cross join lateral (
          select coalesce(sum(amount), 0) as used from credit_uses where tenant_id = l.tenant_id and lot_id = l.id) u
        where l.tenant_id = ${ctx.tenant} and l.client_id = any(${clientIds}::uuid[]) and l.amount > u.used
          ${lotId ? sql`and l.id = ${lotId}` : sql``} order by l.id`,
  );
}

interface Payable extends Omit<CreditableInvoice, 'byService'> {
  id: string;
  clientId: string;
}

/** What the lines of these invoices cost with tax, by invoice and service. */
async function costsByService(ctx: Ctx, invoiceIds: readonly string[]): Promise<Map<string, Map<string, bigint>>> {
  const rows = await ctx.db.rows<{ invoiceId: string; serviceId: string; amount: bigint }>(
    sql`select invoice_id, service_id, sum(net + tax)::bigint as amount from invoice_lines
        where tenant_id = ${ctx.tenant} and invoice_id = any(${invoiceIds}::uuid[]) and service_id is not null group by invoice_id, service_id`,
  );
  const byInvoice = groupBy(rows, ({ invoiceId }) => invoiceId);
  return new Map([...byInvoice].map(([id, own]) => [id, new Map(own.map((row) => [row.serviceId, row.amount]))]));
}

/**
 * Uses credit of clients on their locked invoices, by the order of the product rule, and books it. `lotId` uses one lot only, `most` caps
 * what is used. Returns how much each invoice got.
 */
export async function useCredit(
  ctx: Ctx,
  invoices: readonly Payable[],
  options: { lotId?: string | undefined; most?: bigint | undefined } = {},
): Promise<Map<string, bigint>> {
  const lots = await lockLots(ctx, [...new Set(invoices.map(({ clientId }) => clientId))], options.lotId);
  const got = new Map<string, bigint>();
  if (lots.length === 0) return got;
  const scoped = lots.some(({ serviceIds }) => serviceIds.length > 0);
  const ids = invoices.map(({ id }) => id);
  const costs = scoped ? await costsByService(ctx, ids) : new Map<string, Map<string, bigint>>();
  const on = await today(ctx);
  const uses = invoices.flatMap((invoice) => {
    const own = lots.filter(({ clientId }) => clientId === invoice.clientId);
    const chosen = applyCredit(own, { ...invoice, byService: costs.get(invoice.id) ?? new Map() }, on, options.most);
    for (const { lotId, amount } of chosen) {
      const lot = own.find(({ id }) => id === lotId);
      if (lot) lot.remaining -= amount;
      got.set(invoice.id, (got.get(invoice.id) ?? 0n) + amount);
    }
    return chosen.map((use) => ({ ...use, id: ctx.newId(), invoice }));
  });
  await ctx.db.insertMany(
    creditUses,
    uses.map(({ id, lotId, amount, invoice }) => ({
      id,
      lotId,
      kind: 'invoice' as const,
      invoiceId: invoice.id,
      amount,
      usedAt: ctx.now(),
      usedBy: ctx.actor.name,
    })),
  );
  await bookEntries(
    ctx,
    uses.map(({ id, lotId, amount, invoice: { id: invoiceId, clientId, currency } }) => ({
      kind: 'credit' as const,
      sourceId: id,
      clientId,
      invoiceId,
      paymentId: null,
      lotId,
      currency,
      postings: creditPostings({ clientId, currency }, amount),
    })),
  );
  return got;
}
