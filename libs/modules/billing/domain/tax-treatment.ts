import { addMonthsClamped, rangeContains } from '@kelp/std';
import { findLevies, placesOf, taxDate } from './find-levies';
import type { Blocker, DiscountedLine, Warning } from './invoice-result';
import type { Levy, TaxBasis, TaxExemption } from './tax-input';

/** The law's code for tax that the client owes. */
const reverseChargeCode = 'VATEX-EU-AE';

const untaxed = (
  line: DiscountedLine,
  basis: TaxBasis,
  why: Pick<Levy, 'code' | 'reason' | 'reasonCode' | 'evidence' | 'rateId'>,
): Levy => ({
  ...why,
  category: line.taxCategory,
  place: basis.taxPlace,
  component: '',
  name: line.taxCategory,
  ratePpm: 0,
  position: 0,
  isCompound: false,
  isDeclared: true,
  bands: null,
  isDetailed: true,
});

const covers = (exemption: TaxExemption, line: DiscountedLine, basis: TaxBasis): boolean =>
  (exemption.category === null || exemption.category === line.taxCategory) &&
  (exemption.place === null || placesOf(basis).includes(exemption.place));

/** Exemptions that would cover the line, whatever their dates. */
const exemptionsOf = (line: DiscountedLine, basis: TaxBasis): TaxExemption[] =>
  basis.exemptions.filter((exemption) => covers(exemption, line, basis));

/**
 * What is levied on a line: nothing with a reason under a certificate that is valid on the tax date or under reverse charge, else what the
 * table says.
 */
export function leviesOf(line: DiscountedLine, basis: TaxBasis): Levy[] | Blocker {
  const date = taxDate(line, basis);
  const reverse = basis.reverseCharge;
  if (reverse && rangeContains(reverse.valid, date)) {
    return [
      untaxed(line, basis, {
        rateId: '',
        code: 'AE',
        reason: 'Reverse charge: the recipient owes the tax.',
        reasonCode: reverseChargeCode,
        evidence: reverse.vatNumber,
      }),
    ];
  }
  const exemption = exemptionsOf(line, basis).find(({ valid }) => rangeContains(valid, date));
  if (!exemption) return findLevies(line, basis);
  const { reason, reasonCode, certificate } = exemption;
  return [untaxed(line, basis, { rateId: '', code: 'E', reason, reasonCode, evidence: certificate })];
}

function sentenceFor({ certificate, valid }: TaxExemption, basis: TaxBasis): Pick<Warning, 'code' | 'sentence'> | null {
  const end = valid.end;
  if (end === null || end > addMonthsClamped(basis.today, 1)) return null;
  if (end <= basis.today) {
    return {
      code: 'exemption_expired',
      sentence: `Certificate ${certificate} ended before ${end}: full tax is charged. Enter a new one if there is one.`,
    };
  }
  return {
    code: 'exemption_expiring',
    sentence: `Certificate ${certificate} ends before ${end}; from then on full tax is charged. Ask for a new one.`,
  };
}

/** Certificates that matter to these lines and have ended, or end within a month, without a later one that covers the same. */
export function exemptionWarnings(lines: readonly DiscountedLine[], basis: TaxBasis): Warning[] {
  const concerned = new Set(lines.flatMap((line) => exemptionsOf(line, basis)));
  return [...concerned].flatMap((exemption) => {
    const isFollowed = basis.exemptions.some(
      (other) =>
        other !== exemption &&
        (other.category === null || other.category === exemption.category) &&
        (other.place === null || other.place === exemption.place) &&
        (other.valid.end === null || (exemption.valid.end !== null && other.valid.end > exemption.valid.end)),
    );
    const warning = isFollowed ? null : sentenceFor(exemption, basis);
    return warning
      ? [{ ...warning, minutes: 0, evidence: [{ kind: 'tax_exemption' as const, id: exemption.id }] }]
      : [];
  });
}
