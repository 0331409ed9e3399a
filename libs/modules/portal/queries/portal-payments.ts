import { paymentProviders } from '@kelp/billing';
import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { getPortalPayment, portalPaymentOptions, type PortalPayment } from '../contract';
import { ownInvoices } from './invoice-rows';

/** In which currencies the invoices of this client can be paid on line. */
export const portalPaymentOptionsQuery = defineQuery(portalPaymentOptions, {
  signedIn: true,
  run: async (ctx) => {
    if (!ctx.can('portal_billing.pay') || !ctx.can('portal_billing.read')) return { currencies: [] };
    const providers = await ctx.db.list(paymentProviders, { isActive: true });
    const used = await ctx.db.rows<{ currency: string }>(
      sql`select distinct i.currency from invoices i where ${ownInvoices(ctx)} order by i.currency`,
    );
    return {
      currencies: used.flatMap(({ currency }) => {
        const provider = providers.find(({ currencies: list }) => list.length === 0 || list.includes(currency));
        return provider ? [{ currency, allowsPartial: provider.allowsPartial }] : [];
      }),
    };
  },
});

interface Flat extends Omit<PortalPayment, 'invoices' | 'credit'> {
  paymentId: string | null;
}

/** A payment of the person's own client; every invoice in it is one that the person may see. Throws not_found otherwise. */
async function ownPayment(ctx: ReadCtx, id: string): Promise<Flat> {
  const row = await ctx.db.maybe<Flat>(
    sql`select a.id, a.state, a.amount, a.currency, a.created_at as started_at, a.failure, a.payment_id,
          case when a.state = 'open' then a.checkout_url end as url
        from payment_attempts a where a.tenant_id = ${ctx.tenant} and a.id = ${id}
          and exists (select from payment_attempt_parts p join invoices i on i.tenant_id = p.tenant_id and i.id = p.invoice_id
            where p.tenant_id = a.tenant_id and p.attempt_id = a.id and ${ownInvoices(ctx)})`,
  );
  if (!row) throw notFound('online payment');
  return row;
}

/** Throws not_found for a payment that is not this client's. */
export const assertOwnPayment = async (ctx: ReadCtx, id: string): Promise<void> => void (await ownPayment(ctx, id));

/** How a payment stands, as far as the provider has told us. */
export const getPortalPaymentQuery = defineQuery(getPortalPayment, {
  permission: 'portal_billing.pay',
  run: async (ctx, { id }) => {
    const { paymentId, ...payment } = await ownPayment(ctx, id);
    const invoices = await ctx.db.rows<{ id: string; number: string; amount: bigint }>(
      sql`select i.id, i.number_text as number, coalesce(u.amount, p.amount)::bigint as amount from payment_attempt_parts p
          join invoices i on i.tenant_id = p.tenant_id and i.id = p.invoice_id
          left join lateral (select sum(x.amount) as amount from payment_allocations x
            where x.tenant_id = p.tenant_id and x.payment_id = ${paymentId} and x.invoice_id = p.invoice_id) u on true
          where p.tenant_id = ${ctx.tenant} and p.attempt_id = ${id} and (${paymentId}::uuid is null or u.amount > 0) order by i.number_text`,
    );
    const paid = invoices.reduce((sum, { amount }) => sum + amount, 0n);
    return { ...payment, invoices, credit: payment.state === 'paid' ? payment.amount - paid : 0n };
  },
});

/** The language of this person's payment page. */
export const languageOf = async (ctx: ReadCtx): Promise<string> => ctx.locale || (await readTenant(ctx)).locale;
