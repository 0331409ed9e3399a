import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { LocalDate } from '@kelp/std';
import type { MinimumCharge } from '../domain/invoice-input';
import { informationKinds, onAccountKinds } from '../domain/invoice-result';
import { billedWithin, daysKey, pricedPeriods, type KnownOfLine } from './line-schedule';
import type { ClaimedRow, LineRow, TermsRow } from './rows';

/** A period for which a least amount must know what else is charged. */
export interface MinimumWindow {
  key: string;
  contractId: string;
  start: LocalDate;
  end: LocalDate;
}

/** Those periods of these lines. */
export const minimumWindows = (
  lines: readonly LineRow[],
  termsOf: ReadonlyMap<string, TermsRow[]>,
  claimsOf: ReadonlyMap<string, ClaimedRow[]>,
  cutOff: LocalDate,
): MinimumWindow[] =>
  lines
    .filter(({ kind }) => kind === 'minimum')
    .flatMap((row) => {
      const known = { terms: termsOf.get(row.id) ?? [], claims: claimsOf.get(row.id) ?? [], cutOff };
      return pricedPeriods(row, known).map(({ period }) => ({
        key: daysKey(row.id, period),
        contractId: row.contractId,
        ...period,
      }));
    });

/** What invoices that were only worked out charge, before discounts. */
export interface MadeCharge {
  contractId: string;
  start: LocalDate;
  gross: bigint;
}

/** The same as `chargedInPeriods`, of invoices that were only worked out. */
export function chargedByMade(made: readonly MadeCharge[], windows: readonly MinimumWindow[]): Map<string, bigint> {
  return new Map(
    windows.map(({ key, contractId, start, end }) => {
      const own = made.filter((one) => one.contractId === contractId && one.start >= start && one.start < end);
      return [key, own.reduce((sum, { gross }) => sum + gross, 0n)];
    }),
  );
}

/** What living invoices charge for these periods of contracts, before discounts, by line and period; one query. */
export async function chargedInPeriods(
  { db, tenant }: ReadCtx,
  windows: readonly MinimumWindow[],
): Promise<Map<string, bigint>> {
  if (windows.length === 0) return new Map();
  const rows = await db.rows<{ key: string; charged: bigint }>(
    sql`select w.key, coalesce((select sum(l.gross) from contract_lines c
            join invoice_lines l on l.tenant_id = c.tenant_id and l.contract_line_id = c.id and l.service_from >= w.day_from and l.service_from < w.day_to
              and l.kind <> all(${[...informationKinds, ...onAccountKinds]}::text[])
            join invoices i on i.tenant_id = l.tenant_id and i.id = l.invoice_id and i.state <> 'void' and i.kind = 'invoice'
            where c.tenant_id = ${tenant} and c.contract_id = w.contract_id and c.kind <> 'minimum'), 0)::bigint as charged
        from unnest(${windows.map(({ key }) => key)}::text[], ${windows.map(({ contractId }) => contractId)}::uuid[],
          ${windows.map(({ start }) => start)}::date[], ${windows.map(({ end }) => end)}::date[]) as w(key, contract_id, day_from, day_to)`,
  );
  return new Map(rows.map(({ key, charged }) => [key, charged]));
}

/** The periods of a least amount with what other invoices charge for them. */
export function dueMinimums(
  row: LineRow,
  known: KnownOfLine & { charged: ReadonlyMap<string, bigint> },
): MinimumCharge[] {
  return pricedPeriods(row, known).map(({ period, covered, terms }) => ({
    period,
    covered,
    price: terms.price ?? '0',
    proration: row.proration,
    cycle: row.cycle,
    version: { id: terms.versionId, number: terms.versionNumber },
    charged: known.charged.get(daysKey(row.id, period)) ?? 0n,
    billed: billedWithin(known.claims, covered),
  }));
}
