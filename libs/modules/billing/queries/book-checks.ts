import { sql, type Sql } from '@kelp/platform/db';
import { asksSql } from './amount-due';

const mineOf = (tenant: string) => (alias: Sql) => sql`${alias}.tenant_id = ${tenant}`;

/** What the ledger must be: entries, accounts of clients, payments, credit. */
function ledgerChecks(tenant: string): Record<string, Sql> {
  const mine = mineOf(tenant);
  return {
    'Every journal entry sums to zero': sql`
      select p.entry_id::text as subject, sum(p.amount)::text as detail from postings p where ${mine(sql`p`)}
      group by p.entry_id, p.currency having sum(p.amount) <> 0`,
    'The receivable of a client is the sum of its open invoices': sql`
      select client_id::text as subject, concat(booked, ' booked, ', due, ' due') as detail from (
        select client_id, currency, sum(booked) as booked, sum(due) as due from (
          select p.client_id, p.currency, p.amount as booked, 0 as due from postings p where ${mine(sql`p`)} and p.account = 'receivable'
          union all select i.client_id, i.currency, 0, i.total from invoices i where ${mine(sql`i`)} and i.state = 'final' and ${asksSql}
          union all select i.client_id, i.currency, 0, -a.amount from invoice_settlements a
            join invoices i on i.tenant_id = a.tenant_id and i.id = a.invoice_id where ${mine(sql`a`)}) x
        group by client_id, currency) y where booked <> due`,
    'The credit of a client is what its lots have left': sql`
      select client_id::text as subject, concat(booked, ' booked, ', free, ' left') as detail from (
        select client_id, currency, sum(booked) as booked, sum(free) as free from (
          select p.client_id, p.currency, -p.amount as booked, 0 as free from postings p where ${mine(sql`p`)} and p.account = 'credit_liability'
          union all select l.client_id, l.currency, 0, l.amount from credit_lots l where ${mine(sql`l`)}
          union all select l.client_id, l.currency, 0, -u.amount from credit_uses u
            join credit_lots l on l.tenant_id = u.tenant_id and l.id = u.lot_id where ${mine(sql`u`)}) x
        group by client_id, currency) z where booked <> free`,
    'Deferred revenue is what is not earned yet': sql`
      select currency as subject, concat(booked, ' booked, ', waits, ' not earned') as detail from (
        select currency, sum(booked) as booked, sum(waits) as waits from (
          select p.currency, -p.amount as booked, 0 as waits from postings p where ${mine(sql`p`)} and p.account = 'deferred_revenue'
          union all select s.currency, 0, s.amount from revenue_schedules s where ${mine(sql`s`)}
          union all select s.currency, 0, c.amount from revenue_changes c
            join revenue_schedules s on s.tenant_id = c.tenant_id and s.id = c.schedule_id where ${mine(sql`c`)}
          union all select s.currency, 0, -r.amount from revenue_recognitions r
            join revenue_schedules s on s.tenant_id = r.tenant_id and s.id = r.schedule_id where ${mine(sql`r`)}) x
        group by currency) y where booked <> waits`,
    'A payment is what it paid and what became credit': sql`
      select p.id::text as subject, concat(p.amount, ' paid') as detail from payments p where ${mine(sql`p`)} and p.amount <>
        (select coalesce(sum(a.amount), 0) from payment_allocations a where a.tenant_id = p.tenant_id and a.payment_id = p.id)
        + (select coalesce(sum(l.amount), 0) from credit_lots l where l.tenant_id = p.tenant_id and l.payment_id = p.id)`,
    'No credit is used beyond what there is': sql`
      select l.id::text as subject, concat(sum(u.amount), ' of ', l.amount) as detail from credit_lots l
      join credit_uses u on u.tenant_id = l.tenant_id and u.lot_id = l.id where ${mine(sql`l`)}
      group by l.tenant_id, l.id having sum(u.amount) > l.amount or sum(u.amount) < 0`,
    'What moves between clients arrives': sql`
      select p.currency as subject, sum(p.amount)::text as detail from postings p
      where ${mine(sql`p`)} and p.account = 'credit_clearing' group by p.currency having sum(p.amount) <> 0`,
    'No line is credited beyond what it has': sql`
      select l.id::text as subject, concat(sum(b.net), ' of ', l.net) as detail from invoice_lines l
      join invoice_lines b on b.tenant_id = l.tenant_id and b.credits_line_id = l.id
      join invoices i on i.tenant_id = b.tenant_id and i.id = b.invoice_id and i.state <> 'void'
      where ${mine(sql`l`)} group by l.tenant_id, l.id having abs(sum(b.net)) > abs(l.net) or abs(sum(b.tax)) > abs(l.tax)`,
    'A document in force is in the books with its total': sql`
      select i.id::text as subject, concat(i.number_text, ': ', i.total) as detail from invoices i
      where ${mine(sql`i`)} and i.state <> 'draft' and i.total is distinct from (select coalesce(sum(p.amount), 0) from journal_entries e
        join postings p on p.tenant_id = e.tenant_id and p.entry_id = e.id and p.account in ('receivable', 'credit_liability')
        where e.tenant_id = i.tenant_id and e.source_id = i.id and e.kind = i.kind)`,
  };
}

/** What documents must be: their sums, what they hold, their numbers. */
function documentChecks(tenant: string): Record<string, Sql> {
  const mine = mineOf(tenant);
  return {
    'The lines of an invoice add up to its net and tax': sql`
      select i.id::text as subject, concat(i.net, '/', i.tax) as detail from invoices i
      left join invoice_lines l on l.tenant_id = i.tenant_id and l.invoice_id = i.id where ${mine(sql`i`)}
      group by i.tenant_id, i.id having i.net <> coalesce(sum(l.net), 0) or i.tax <> coalesce(sum(l.tax), 0)`,
    'The taxes of an invoice add up': sql`
      select i.id::text as subject, i.tax::text as detail from invoices i
      left join invoice_taxes t on t.tenant_id = i.tenant_id and t.invoice_id = i.id where ${mine(sql`i`)}
      group by i.tenant_id, i.id having i.tax <> coalesce(sum(t.tax), 0)`,
    'A living invoice holds all its sources, a void one none': sql`
      select i.id::text as subject, concat(i.state, ': ', count(c.source_id), ' of ', i.claim_count) as detail from invoices i
      left join claims c on c.tenant_id = i.tenant_id and c.invoice_id = i.id where ${mine(sql`i`)}
      group by i.tenant_id, i.id having count(c.source_id) <> case when i.state = 'void' then 0 else i.claim_count end`,
    'Every line of a living invoice has a source': sql`
      select l.id::text as subject, l.description as detail from invoice_lines l
      join invoices i on i.tenant_id = l.tenant_id and i.id = l.invoice_id and i.state <> 'void' and i.kind = 'invoice'
      where ${mine(sql`l`)} and l.kind not in ('manual', 'over_cap') and i.corrects_invoice_id is null and not exists (select 1 from claims c where c.tenant_id = l.tenant_id and c.invoice_id = l.invoice_id and c.line_id = l.id)`,
    'Numbers have no gap': sql`
      select i.series as subject, concat(count(*), ' from ', min(i.number), ' to ', max(i.number)) as detail from invoices i
      where ${mine(sql`i`)} and i.number is not null group by i.series having count(*) <> max(i.number) - min(i.number) + 1`,
    'The next number follows the last': sql`
      select s.kind as subject, concat(s.next, ' after ', max(i.number)) as detail from number_series s
      join invoices i on i.tenant_id = s.tenant_id and i.series = s.kind and i.number is not null
      where ${mine(sql`s`)} group by s.kind, s.next having s.next <> max(i.number) + 1`,
    'No invoice is settled beyond its total': sql`
      select i.id::text as subject, concat(sum(a.amount), ' of ', i.total) as detail from invoices i
      join invoice_settlements a on a.tenant_id = i.tenant_id and a.invoice_id = i.id where ${mine(sql`i`)}
      group by i.tenant_id, i.id having sum(a.amount) > i.total or sum(a.amount) < 0`,
  };
}

/** Each finds what must not be in the books of a workspace: rows of (subject, detail), by the rule that they break. */
export const bookChecks = (tenant: string): Record<string, Sql> => ({
  ...ledgerChecks(tenant),
  ...documentChecks(tenant),
});
