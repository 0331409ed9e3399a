import {
  answerTimeline,
  clientMerge,
  movedRows,
  partyTimeline,
  stayingRows,
  type TimelineQuestion,
} from '@kelp/clients';
import { fillServerSlot, type ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { lockedEntriesOfClient } from '@kelp/time';
import { billingRunClients, invoices, invoiceTemplateAssignments, journalEntries, payments, postings } from './tables';
import { paymentAttempts, paymentExceptions } from './tables/providers';
import { clientEInvoiceDetails } from './tables/e-invoices';
import { revenueSchedules } from './tables/deferred-revenue';
import { lateFeeExemptions } from './tables/late-fees';
import { creditLots, refunds, writeOffs } from './tables/credits';
import { clientVatNumbers, taxExemptions } from './tables/tax';

const permission = 'invoice.read';
const field = 'clientId';

/** What this room adds to clients: invoices and books stay as they were written when a client is merged, and stand in the timeline. */
export const partyFillings = [
  fillServerSlot(clientMerge, async (ctx, question) => {
    const staying = await stayingRows(ctx, question, [
      { table: invoices, field, one: 'invoice', other: 'invoices', permission },
      { table: payments, field, one: 'payment', other: 'payments', permission },
      { table: creditLots, field, one: 'credit', other: 'credits', permission },
      { table: refunds, field, one: 'refund', other: 'refunds', permission },
      { table: writeOffs, field, one: 'write-off', other: 'write-offs', permission },
      { table: billingRunClients, field, one: 'billing run', other: 'billing runs', permission },
      { table: journalEntries, field, one: 'entry in the books', other: 'entries in the books', permission },
      { table: paymentAttempts, field, one: 'online payment', other: 'online payments', permission },
      { table: paymentExceptions, field, one: 'payment exception', other: 'payment exceptions', permission },
      { table: revenueSchedules, field, one: 'revenue schedule', other: 'revenue schedules', permission },
      { table: postings, field, one: 'posting', other: 'postings', permission },
      { table: taxExemptions, field, one: 'tax exemption', other: 'tax exemptions', permission: 'client_tax.read' },
      { table: clientVatNumbers, field, one: 'VAT number', other: 'VAT numbers', permission: 'client_tax.read' },
    ]);
    const moving = await movedRows(ctx, question, [
      {
        table: invoiceTemplateAssignments,
        field,
        one: 'invoice template',
        other: 'invoice templates',
        permission,
        once: [],
      },
      {
        table: clientEInvoiceDetails,
        field,
        one: 'name in e-invoices',
        other: 'names in e-invoices',
        permission,
        once: [],
      },
      {
        table: lateFeeExemptions,
        field,
        one: 'late fee exemption',
        other: 'late fee exemptions',
        permission,
        once: [],
      },
    ]);
    const blocker = await unfinished(ctx, question.from);
    return [...staying.map((part, at) => (at === 0 && blocker ? { ...part, blocker } : part)), ...moving];
  }),
  fillServerSlot(partyTimeline, async (ctx, question) =>
    question.party === 'client' ? answerTimeline(ctx, question, 'invoice', permission, happened(ctx, question)) : [],
  ),
  fillServerSlot(lockedEntriesOfClient, async (ctx, { clientId }) => {
    const rows = await ctx.db.rows<{ id: string }>(
      sql`select distinct e.id from time_entries e join claims c on c.tenant_id = e.tenant_id and c.source_kind = 'time_entry' and c.source_id = e.id
          where e.tenant_id = ${ctx.tenant} and e.client_id = ${clientId}`,
    );
    return rows.map(({ id }) => id);
  }),
];

/** Drafts would be finalised for a client that is no more. */
async function unfinished(ctx: ReadCtx, clientId: string): Promise<string | null> {
  const { drafts, queued, name } = await ctx.db.one<{ drafts: number; queued: number; name: string }>(
    sql`select (select count(*)::int from invoices i where i.tenant_id = ${ctx.tenant} and i.client_id = ${clientId} and i.state = 'draft') as drafts,
          (select count(*)::int from billing_run_clients r where r.tenant_id = ${ctx.tenant} and r.client_id = ${clientId} and r.state = 'queued') as queued,
          (select name from clients where tenant_id = ${ctx.tenant} and id = ${clientId}) as name`,
  );
  if (drafts > 0)
    return `${name} has ${drafts === 1 ? 'a draft invoice' : `${drafts} draft invoices`}. Finalise or delete ${drafts === 1 ? 'it' : 'them'} first.`;
  return queued > 0 ? `${name} is in a billing run that is under way. Wait until it is done.` : null;
}

const happened = (ctx: ReadCtx, { ids }: TimelineQuestion): Sql => {
  const invoice = (event: Sql, at: Sql, which: Sql) =>
    sql`select i.id::text as id, ${event} as event, ${at} as at, coalesce(i.number_text, '') as title, '/msp/billing/invoices/' || i.id as href,
          null as who, jsonb_build_object('amount', i.total::text, 'currency', i.currency) as facts, null as icon
        from invoices i where i.tenant_id = ${ctx.tenant} and i.client_id in ${ids} and ${which} and ${ctx.visible(permission, 'i')}`;
  const paid = ctx.can('payment.read')
    ? sql`union all select p.id::text, 'payment.received', p.created_at, p.provider_ref, null, null,
          jsonb_build_object('amount', p.amount::text, 'currency', p.currency), null
        from payments p where p.tenant_id = ${ctx.tenant} and p.client_id in ${ids}`
    : sql``;
  return sql`${invoice(sql`'invoice.finalised'`, sql`i.finalised_at`, sql`i.finalised_at is not null`)}
    union all ${invoice(sql`'invoice.voided'`, sql`i.voided_at`, sql`i.voided_at is not null`)} ${paid}`;
};
