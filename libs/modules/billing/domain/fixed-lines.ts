import { prorate, prorationShare, toDecimal, type Period } from '@kelp/std';
import { bundleLines } from './bundle-lines';
import type { DueContractLine, PeriodCharge } from './invoice-input';
import type { ChargeLine } from './invoice-result';
import { amountText, priceText } from './price-text';
import type { RateBook } from './time-lines';

const rangeText = ({ start, end }: Period): string => `[${start},${end})`;

function chargeLine(line: Extract<DueContractLine, { kind: 'fixed' }>, charge: PeriodCharge): ChargeLine {
  const { coveredDays, wholeDays } = prorationShare(charge.proration, charge.covered, charge.period, charge.cycle);
  const isWhole = coveredDays === wholeDays;
  const gross = prorate(toDecimal(charge.price).times(toDecimal(charge.quantity)), { coveredDays, wholeDays });
  const share = isWhole ? '' : ` × ${coveredDays} of ${wholeDays} days`;
  const price = priceText(charge.price, line.currency);
  return {
    kind: 'fixed',
    contractLineId: line.id,
    serviceId: line.serviceId,
    description: line.name,
    quantity: charge.quantity,
    unit: 'piece',
    unitPrice: charge.price,
    priceBase: 1,
    gross,
    servicePeriod: charge.covered,
    taxCategory: line.taxCategory,
    claims: [{ kind: 'period', id: line.id, slice: rangeText(charge.covered), part: 'fee', period: charge.covered }],
    explanation: {
      rule: isWhole ? 'fixed.whole_period' : `fixed.proration_${charge.proration}`,
      version: String(charge.version.number),
      inputs: {
        price,
        quantity: charge.quantity,
        period: rangeText(charge.period),
        covered: rangeText(charge.covered),
        proration: charge.proration,
      },
      steps: [`${charge.quantity} × ${price}${share} = ${amountText(gross, line.currency)}`],
      evidence: [
        { kind: 'contract_line', id: line.id },
        { kind: 'contract_version', id: charge.version.id },
      ],
    },
  };
}

/** One line for each due period (or one a member of a bundle) of a fixed fee: price x quantity x covered days / days of the period, rounded once. */
export const fixedLines = (
  line: Extract<DueContractLine, { kind: 'fixed' }>,
  book: Pick<RateBook, 'services'>,
): ChargeLine[] =>
  line.charges.flatMap((charge) =>
    bundleLines(chargeLine(line, charge), line.members ?? [], book.services, line.currency),
  );
