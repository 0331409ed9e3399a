import { claimedPeriod, isInformation, isOnAccount, type InvoiceLine } from '../domain/invoice-result';
import type { MadeCharge } from '../load/due-minimums';
import type { DraftInvoice } from '../load/load-drafts';
import type { BillingRows } from '../load/load-rows';
import type { ClaimedRow, ProjectRow } from '../load/rows';

const periodClaims = ({ claims }: InvoiceLine): ClaimedRow[] =>
  claims.flatMap((claim) => (claim.kind === 'period' ? [claimedPeriod(claim)] : []));

/** A project as it stands once these lines are on an invoice. */
function heldByLines(project: ProjectRow, lines: readonly InvoiceLine[]): ProjectRow {
  const own = lines.filter(({ contractLineId }) => contractLineId === project.lineId);
  const charges = own.filter((line) => !isInformation(line) && !isOnAccount(line));
  const held = own.flatMap(({ claims, gross }) =>
    claims.flatMap(({ kind, id: sourceId, slice }) =>
      kind === 'project_milestone' || kind === 'project_deposit'
        ? [{ sourceId, slice, invoiceId: '', numberText: null, gross, credited: 0n }]
        : [],
    ),
  );
  const charged = charges.reduce((sum, { gross }) => sum + gross, project.charged);
  return { ...project, charged, held: [...project.held, ...held] };
}

/** The rows as they stand once these invoices are made: what they hold is billed. Pure; nothing is written. */
export function foldInvoices(rows: BillingRows, drafts: readonly DraftInvoice[]): BillingRows {
  const results = drafts.flatMap(({ result }) => (result?.isInvoice ? [result] : []));
  const lines = results.flatMap((result) => result.lines);
  const held = (kind: string) =>
    new Set(lines.flatMap(({ claims }) => claims.flatMap((claim) => (claim.kind === kind ? claim.id : []))));
  const [entries, lots, events] = [held('time_entry'), held('prepaid_lot'), held('usage_event')];
  const closed = lines.flatMap(({ contractLineId: lineId, bucket }) =>
    lineId && bucket ? [{ lineId, periodTo: bucket.period.end, carried: bucket.state.carried }] : [],
  );
  const drawn = new Map<string, number>();
  for (const { lotId, minutes } of lines.flatMap(({ lotUses }) => lotUses ?? [])) {
    drawn.set(lotId, (drawn.get(lotId) ?? 0) + minutes);
  }
  const uses = results.flatMap(({ discountUses }) => discountUses);
  return {
    ...rows,
    claimed: [...rows.claimed, ...lines.flatMap(periodClaims)],
    entries: rows.entries.filter(({ id }) => !entries.has(id)),
    looseUsage: rows.looseUsage.filter((loose) => !loose.events.some((id) => events.has(id))),
    states: [...new Map([...rows.states, ...closed].map((state) => [state.lineId, state])).values()],
    lots: rows.lots.map((lot) => ({
      ...lot,
      left: lot.left - (drawn.get(lot.id) ?? 0),
      isBilled: lot.isBilled || lots.has(lot.id),
    })),
    projects: rows.projects.map((project) => heldByLines(project, lines)),
    discounts: rows.discounts.map((discount) => {
      const own = uses.filter(({ discountId }) => discountId === discount.id);
      const used = own.reduce((sum, { amount }) => sum + amount, discount.used);
      return { ...discount, used, useCount: discount.useCount + own.length };
    }),
  };
}

/** What these invoices charge for the periods of contracts, for least amounts to come. */
export function chargesOf(rows: BillingRows, drafts: readonly DraftInvoice[]): MadeCharge[] {
  const lineOf = new Map(rows.lines.map((line) => [line.id, line]));
  return drafts
    .flatMap(({ result }) => (result?.isInvoice ? result.lines : []))
    .flatMap((line) => {
      const own = lineOf.get(line.contractLineId ?? '');
      if (!own || own.kind === 'minimum' || isInformation(line) || isOnAccount(line)) return [];
      return [{ contractId: own.contractId, start: line.servicePeriod.start, gross: line.gross }];
    });
}
