import type { DueContractLine, Discount } from '../domain/invoice-input';
import type { DiscountRow, LineRow, ProfileRow } from './rows';

/** The lines that a discount covers; null = everything of the client. */
function coveredLines({ lineId, contractId }: DiscountRow, lines: readonly LineRow[]): string[] | null {
  if (lineId) return [lineId];
  return contractId ? lines.filter((line) => line.contractId === contractId).map(({ id }) => id) : null;
}

/** What is left of a discount: null when it is spent, or not for this document. */
function leftOf(row: DiscountRow, profile: ProfileRow): Pick<DiscountRow, 'percent' | 'amount'> | null {
  if (row.currency !== null && row.currency !== profile.currency) return null;
  if (row.repeats === 'once' && row.useCount > 0) return null;
  // An amount for a whole client is for one document, or a second profile would take it again.
  if (row.clientId !== null && (row.amount !== null || row.repeats === 'once') && !profile.isDefault) return null;
  if (row.repeats !== 'until_used') return row;
  const amount = (row.amount ?? 0n) - row.used;
  return amount > 0n ? { percent: null, amount } : null;
}

/** The discounts that may touch this document, in a fixed order. Which of them do, by their days, is for the calculation to say. */
export function dueDiscounts(
  rows: readonly DiscountRow[],
  profile: ProfileRow,
  lineRows: readonly LineRow[],
  due: readonly DueContractLine[],
): Discount[] {
  const present = new Set(due.map(({ id }) => id));
  return rows.flatMap((row): Discount[] => {
    const left = leftOf(row, profile);
    const covered = coveredLines(row, lineRows);
    const contractLineIds = covered?.filter((id) => present.has(id)) ?? null;
    if (!left || contractLineIds?.length === 0) return [];
    const { id, name, level, isThirdPartyFunded, validFrom, validTo, cap } = row;
    const base = { id, name, level, contractLineIds, valid: { start: validFrom, end: validTo }, isThirdPartyFunded };
    const capped = cap === null ? base : { ...base, cap };
    if (left.percent !== null) return [{ ...capped, kind: 'percent', percent: left.percent }];
    return [{ ...capped, kind: 'amount', amount: left.amount ?? 0n }];
  });
}
