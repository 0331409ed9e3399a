import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addDays, roundHalfAway, toDecimal } from '@kelp/std';
import { missingRevenue, type MissingRow } from '../contract';
import { leaksOf } from '../domain/missing-revenue';
import { dueClients } from '../load/due-clients';
import { loadDrafts, type DraftInvoice } from '../load/load-drafts';
import { today } from '../load/today';

const atOnce = 500;

function rowsOf(draft: DraftInvoice): MissingRow[] {
  const client = { id: draft.client.id, name: draft.client.name };
  if (draft.result === null) {
    const problem = { amount: 0n, count: 0, minutes: 0, sentences: [draft.problem], contractId: null };
    return [{ client, kind: 'no_profile', currency: draft.profile?.currency ?? '', ...problem }];
  }
  const { currency } = draft.profile;
  return leaksOf(draft.input, draft.result).map((leak) => ({ client, currency, contractId: null, ...leak }));
}

interface NeverBilled {
  clientId: string;
  clientName: string;
  contractId: string;
  currency: string;
  name: string;
  price: string;
  quantity: string;
  startsOn: string;
}

/** Fees of contracts in force that began more than two months before the cut-off date and stand on no invoice. */
async function neverBilled(ctx: ReadCtx, cutOff: string): Promise<MissingRow[]> {
  const rows = await ctx.db.rows<NeverBilled>(
    sql`select c.client_id, k.name as client_name, c.id as contract_id, c.currency, l.name, t.price, coalesce(t.quantity, 1) as quantity, l.starts_on
        from contract_lines l join contracts c on c.tenant_id = l.tenant_id and c.id = l.contract_id and c.status = 'active'
        join clients k on k.tenant_id = c.tenant_id and k.id = c.client_id
        join lateral (select price, quantity from contract_line_terms where tenant_id = l.tenant_id and line_id = l.id
          order by valid_from desc limit 1) t on true
        where l.tenant_id = ${ctx.tenant} and l.kind = 'fixed' and l.starts_on < ${addDays(cutOff, -62)} and c.cycle in ('weekly', 'two_weekly', 'four_weekly', 'monthly')
          and (l.ends_on is null or l.ends_on > ${cutOff})
          and not exists (select from period_claims p where p.tenant_id = l.tenant_id and p.contract_line_id = l.id)
          and not exists (select from invoice_lines i join invoices d on d.tenant_id = i.tenant_id and d.id = i.invoice_id and d.state <> 'void'
            where i.tenant_id = l.tenant_id and i.contract_line_id = l.id)
        order by k.name, l.name limit 200`,
  );
  return rows.map(({ clientId, clientName, contractId, currency, name, price, quantity, startsOn }) => ({
    client: { id: clientId, name: clientName },
    kind: 'never_billed',
    currency,
    amount: roundHalfAway(toDecimal(price ?? '0').times(toDecimal(quantity))),
    count: 1,
    minutes: 0,
    sentences: [
      `${name} is in force since ${startsOn} and stands on no invoice yet. The amount is that of one period.`,
    ],
    contractId,
  }));
}

function totalsOf(rows: readonly MissingRow[]) {
  const totals = new Map<string, bigint>();
  // Time that no contract covers is billed, if at another price: it is worth a look, but not at stake.
  for (const { kind, currency, amount } of rows) {
    if (kind !== 'uncovered' && currency) totals.set(currency, (totals.get(currency) ?? 0n) + amount);
  }
  return [...totals].map(([currency, amount]) => ({ currency, amount }));
}

/** What a run up to the cut-off date would leave out, by the calculation that makes the invoices. */
export const missingRevenueQuery = defineQuery(missingRevenue, {
  permission: 'invoice.read',
  timeoutMs: 30_000,
  run: async (ctx, input) => {
    const [cutOff, now] = await Promise.all([input.cutOff ?? today(ctx), ctx.time()]);
    const ids = await dueClients(ctx, cutOff, null, 'all');
    const rows: MissingRow[] = await neverBilled(ctx, cutOff);
    for (let start = 0; start < ids.length; start += atOnce) {
      const drafts = await loadDrafts(ctx, ids.slice(start, start + atOnce), cutOff, now);
      rows.push(...drafts.flatMap(rowsOf));
    }
    rows.sort((a, b) =>
      a.amount === b.amount ? a.client.name.localeCompare(b.client.name) : a.amount < b.amount ? 1 : -1,
    );
    return { cutOff, rows, totals: totalsOf(rows) };
  },
});
