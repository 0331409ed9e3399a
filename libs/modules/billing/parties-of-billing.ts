import {
  answerTimeline,
  clientMerge,
  movedRows,
  partyTimeline,
  partyUndo,
  stayingRows,
  type TimelineQuestion,
  type UndoQuestion,
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
  fillServerSlot(partyUndo, async (ctx, question) =>
    question.party === 'client' ? [{ blockers: await billedSince(ctx, question) }] : [],
  ),
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

const waiting = (ctx: ReadCtx, clientId: string) =>
  ctx.db.one<{ drafts: number; queued: number; name: string }>(
    sql`select (select count(*)::int from invoices i where i.tenant_id = ${ctx.tenant} and i.client_id = ${clientId} and i.state = 'draft') as drafts,
          (select count(*)::int from billing_run_clients r where r.tenant_id = ${ctx.tenant} and r.client_id = ${clientId} and r.state = 'queued') as queued,
          (select name from clients where tenant_id = ${ctx.tenant} and id = ${clientId}) as name`,
  );

/** Drafts would be finalised for a client that is no more. */
async function unfinished(ctx: ReadCtx, clientId: string): Promise<string | null> {
  const { drafts, queued, name } = await waiting(ctx, clientId);
  if (drafts > 0)
    return `${name} has ${drafts === 1 ? 'a draft invoice' : `${drafts} draft invoices`}. Finalise or delete ${drafts === 1 ? 'it' : 'them'} first.`;
  return queued > 0 ? `${name} is in a billing run that is under way. Wait until it is done.` : null;
}

/** Documents of the one that stays that bill what the merge had moved to it: they name both for good, so it cannot go back. */
async function billedSince(ctx: ReadCtx, { into, names, mergedAt, moved }: UndoQuestion): Promise<string[]> {
  const billed = await ctx.db.rows<{ numberText: string | null }>(
    sql`with moved_lines as (select id from contract_lines where tenant_id = ${ctx.tenant} and contract_id = any(${moved('contracts')}::uuid[]))
        select i.number_text from invoices i where i.tenant_id = ${ctx.tenant} and i.client_id = ${into} and i.state <> 'void' and (
          exists (select from claims c where c.tenant_id = i.tenant_id and c.invoice_id = i.id
            and c.source_id = any(${[...moved('time_entries'), ...moved('meter_events')]}::uuid[]))
          or exists (select from invoice_lines l where l.tenant_id = i.tenant_id and l.invoice_id = i.id
            and l.contract_line_id in (select id from moved_lines))
          or exists (select from discount_uses d where d.tenant_id = i.tenant_id and d.invoice_id = i.id
            and d.discount_id = any(${moved('discounts')}::uuid[]))
          or exists (select from period_claims p join claims k on k.tenant_id = p.tenant_id and k.invoice_id = p.invoice_id and k.line_id = p.line_id and k.source_kind = 'period'
            join contract_lines l on l.tenant_id = p.tenant_id and l.id = p.contract_line_id
            join meter_events e on e.tenant_id = p.tenant_id and e.meter_id = l.meter_id and e.work_date >= p.claimed_from
              and e.work_date < p.claimed_to and not e.at_catalogue
            where p.tenant_id = i.tenant_id and p.invoice_id = i.id and k.claimed_at >= ${mergedAt}
              and e.id = any(${moved('meter_events')}::uuid[])))
        order by i.number_text nulls last limit 20`,
  );
  const numbers = billed.flatMap(({ numberText }) => numberText ?? []);
  const { drafts, queued } = await waiting(ctx, into);
  return [
    ...(numbers.length > 0
      ? [
          `What came from ${names.from} is billed to ${names.into} by ${numbers.join(', ')}. Void ${numbers.length === 1 ? 'it' : 'them'} first.`,
        ]
      : []),
    ...(billed.length > numbers.length && drafts > 0
      ? [`What came from ${names.from} stands on a draft invoice of ${names.into}. Delete the draft first.`]
      : []),
    ...(queued > 0 ? [`${names.into} is in a billing run that is under way. Wait until it is done.`] : []),
  ];
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
  return sql`${invoice(sql`case i.kind when 'opening_balance' then 'invoice.taken_over' else 'invoice.finalised' end`, sql`i.finalised_at`, sql`i.finalised_at is not null`)}
    union all ${invoice(sql`'invoice.voided'`, sql`i.voided_at`, sql`i.voided_at is not null`)} ${paid}`;
};
