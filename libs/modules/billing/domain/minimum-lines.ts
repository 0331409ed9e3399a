import { prorationShare, type Period } from '@kelp/std';
import { minimumTopUp } from '@kelp/std/pricing';
import type { DueContractLine, MinimumCharge } from './invoice-input';
import { isInformation, isOnAccount, type ChargeLine } from './invoice-result';
import { amountText, priceText } from './price-text';

type MinimumLine = Extract<DueContractLine, { kind: 'minimum' }>;

const rangeText = ({ start, end }: Period): string => `[${start},${end})`;
const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

interface Counted {
  /** What the lines of this invoice charge for the period, before discounts. */
  here: bigint;
  topUp: bigint;
  before: bigint;
  isFirst: boolean;
  share: string;
}

function stepsOf(line: MinimumLine, charge: MinimumCharge, { here, topUp, before, isFirst, share }: Counted): string[] {
  const money = (amount: bigint) => amountText(amount, line.currency);
  const charged = here + charge.charged;
  const sources = charge.charged === 0n ? '' : `: ${money(here)} on this invoice, ${money(charge.charged)} on others`;
  const reached = topUp === 0n ? 'the least amount is reached' : `${money(topUp)} up to the least amount`;
  return [
    `Least amount of the period: ${priceText(charge.price, line.currency)}${share}`,
    `Charged for the period before discounts: ${money(charged)}${sources}`,
    reached,
    ...(isFirst && before === 0n ? [] : [`less ${money(before)} billed for it already = ${money(topUp - before)}`]),
  ];
}

function chargeLine(line: MinimumLine, charge: MinimumCharge, others: readonly ChargeLine[]): ChargeLine[] {
  const { covered, period, proration, cycle, price, billed } = charge;
  const { coveredDays, wholeDays } = prorationShare(proration, covered, period, cycle);
  const mine = others.filter(({ servicePeriod: { start } }) => start >= period.start && start < period.end);
  const isFirst = !billed.some(({ part }) => part === 'fee');
  // A period that is billed is looked at again only when this invoice charges more for it.
  if (!isFirst && mine.length === 0) return [];
  const here = sum(mine.map(({ gross }) => gross));
  const topUp = minimumTopUp(price, here + charge.charged, { coveredDays, wholeDays });
  const before = sum(billed.map(({ amount }) => amount));
  const gross = topUp - before;
  if (!isFirst && gross === 0n) return [];
  const share = coveredDays === wholeDays ? '' : ` × ${coveredDays} of ${wholeDays} days`;
  const part = isFirst ? 'fee' : `again:${billed.length}`;
  const slice = isFirst ? rangeText(covered) : `${part} ${rangeText(covered)}`;
  return [
    {
      // Reached without a top-up the line only closes the period: it makes no invoice by itself.
      kind: gross === 0n ? 'minimum_met' : 'minimum',
      contractLineId: line.id,
      serviceId: line.serviceId,
      description: line.name,
      quantity: '1',
      unit: 'piece',
      unitPrice: gross.toString(),
      priceBase: 1,
      gross,
      servicePeriod: covered,
      taxCategory: line.taxCategory,
      claims: [{ kind: 'period', id: line.id, slice, part, period: covered, quantity: '1', amount: gross }],
      explanation: {
        rule: isFirst ? 'minimum.top_up' : 'minimum.again',
        version: String(charge.version.number),
        inputs: {
          minimum: priceText(price, line.currency),
          period: rangeText(period),
          covered: rangeText(covered),
          proration,
        },
        steps: stepsOf(line, charge, { here, topUp, before, isFirst, share }),
        evidence: [
          { kind: 'contract_line', id: line.id },
          { kind: 'contract_version', id: charge.version.id },
        ],
      },
    },
  ];
}

/**
 * What is missing to the least amount of a contract's periods: a line of its own, and what is charged later for such a period
 * comes off it. Charges count by the first day of their service period, before discounts, on this and on other invoices.
 */
export function minimumLines(lines: readonly DueContractLine[], charges: readonly ChargeLine[]): ChargeLine[] {
  const contractOf = new Map(lines.map(({ id, contractId }) => [id, contractId]));
  return lines.flatMap((line) => {
    if (line.kind !== 'minimum') return [];
    const others = charges.filter(
      (charge) =>
        charge.contractLineId !== null &&
        contractOf.get(charge.contractLineId) === line.contractId &&
        !isInformation(charge) &&
        !isOnAccount(charge),
    );
    return line.charges.flatMap((charge) => chargeLine(line, charge, others));
  });
}
