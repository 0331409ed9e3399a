import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { InvoiceDetail } from '../contract';
import { asksForMoney } from '../domain/document-kind';
import { today } from '../load/today';
import type { FlatInvoice } from './invoice-rows';

type Around = Pick<
  InvoiceDetail,
  | 'paid'
  | 'creditUses'
  | 'creditUsed'
  | 'writtenOff'
  | 'availableCredit'
  | 'credits'
  | 'creditReason'
  | 'corrects'
  | 'creditNotes'
  | 'corrections'
>;

interface Settled {
  paid: bigint;
  creditUsed: bigint;
  writtenOff: bigint;
}

const settledOf = (ctx: ReadCtx, id: string) =>
  ctx.db.one<Settled>(
    sql`select coalesce(sum(amount) filter (where kind = 'payment'), 0)::bigint as paid,
          coalesce(sum(amount) filter (where kind = 'credit'), 0)::bigint as credit_used,
          coalesce(sum(amount) filter (where kind = 'write_off'), 0)::bigint as written_off
        from invoice_settlements where tenant_id = ${ctx.tenant} and invoice_id = ${id}`,
  );

const usesOf = (ctx: ReadCtx, id: string) =>
  ctx.db.rows<Around['creditUses'][number]>(
    sql`select u.id, u.amount, u.used_at as at, u.used_by as by from credit_uses u
        where u.tenant_id = ${ctx.tenant} and u.invoice_id = ${id} and u.kind = 'invoice'
          and not exists (select from credit_uses r where r.tenant_id = u.tenant_id and r.reversal_of = u.id) order by u.id`,
  );

/** Credit of the client that would fit by currency, day and billing profile. */
async function availableFor(ctx: ReadCtx, invoice: FlatInvoice, profileId: string): Promise<bigint> {
  const on = await today(ctx);
  const { available } = await ctx.db.one<{ available: bigint }>(
    sql`select coalesce(sum(l.amount - u.used), 0)::bigint as available from credit_lots l cross join lateral (
          select coalesce(sum(amount), 0) as used from credit_uses where tenant_id = l.tenant_id and lot_id = l.id) u
        where l.tenant_id = ${ctx.tenant} and l.client_id = ${invoice.clientId} and l.currency = ${invoice.currency}
          and (l.expires_on is null or l.expires_on > ${on}) and (l.billing_profile_id is null or l.billing_profile_id = ${profileId})`,
  );
  return available;
}

interface Named {
  id: string;
  number: string | null;
  total: bigint;
  role: 'credits' | 'corrects' | 'credit_note' | 'correction';
  reason: string | null;
}

/** The documents that this one names, and those that name it. */
const namedWith = (ctx: ReadCtx, id: string) =>
  ctx.db.rows<Named>(
    sql`select o.id, o.number_text as number, o.total, case when i.credited_invoice_id = o.id then 'credits' else 'corrects' end as role,
          i.credit_reason as reason
        from invoices i join invoices o on o.tenant_id = i.tenant_id and o.id in (i.credited_invoice_id, i.corrects_invoice_id)
        where i.tenant_id = ${ctx.tenant} and i.id = ${id}
        union all
        select o.id, o.number_text, o.total, case when o.credited_invoice_id = ${id} then 'credit_note' else 'correction' end, o.credit_reason
        from invoices o where o.tenant_id = ${ctx.tenant} and (o.credited_invoice_id = ${id} or o.corrects_invoice_id = ${id}) and o.state <> 'void'
        order by 1`,
  );

/** What stands around an invoice: how it is settled, and the documents it belongs with. */
export async function readAround(ctx: ReadCtx, invoice: FlatInvoice & { profileId: string }): Promise<Around> {
  const { id } = invoice;
  const isOpen = invoice.state === 'final' && asksForMoney(invoice.kind);
  const [settled, creditUses, named, availableCredit] = await Promise.all([
    settledOf(ctx, id),
    usesOf(ctx, id),
    namedWith(ctx, id),
    isOpen ? availableFor(ctx, invoice, invoice.profileId) : 0n,
  ]);
  const one = (role: Named['role']) => named.find((document) => document.role === role);
  const many = (role: Named['role']) => named.filter((document) => document.role === role);
  const withNumber = (document: Named | undefined) =>
    document ? { id: document.id, number: document.number ?? '' } : null;
  return {
    ...settled,
    creditUses,
    availableCredit,
    credits: withNumber(one('credits')),
    creditReason: one('credits')?.reason ?? null,
    corrects: withNumber(one('corrects')),
    creditNotes: many('credit_note').map(({ id: noteId, number, total }) => ({
      id: noteId,
      number: number ?? '',
      total,
    })),
    corrections: many('correction').map(({ id: draftId, number }) => ({ id: draftId, number })),
  };
}
