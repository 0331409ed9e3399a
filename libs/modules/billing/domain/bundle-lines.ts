import { rangeContains, toDecimal } from '@kelp/std';
import { bundleShares } from '@kelp/std/pricing';
import type { BundleMember, CatalogueService } from './invoice-input';
import type { ChargeLine, Claim } from './invoice-result';
import { amountText } from './price-text';

/** What a member weighs on a day: as agreed, else its price in the catalogue; one without a price weighs nothing. */
function weightOf({ weight }: BundleMember, service: CatalogueService | undefined, day: string): string {
  return weight ?? service?.rates.find(({ valid }) => rangeContains(valid, day))?.rate ?? '0';
}

/** The fee's days are claimed once; every further member claims its own part of them. */
function claimOf(claim: Claim, index: number): Claim {
  if (index === 0 || claim.kind !== 'period') return claim;
  const part = `share:${index + 1}`;
  return { ...claim, part, slice: `${part} ${claim.slice}` };
}

/**
 * The fee as one line a member, which add up to it exactly (largest remainder, ties to the earlier member). Without any weight
 * the parts are equal, so that the fee never disappears. The fee itself when it has no members.
 */
export function bundleLines(
  fee: ChargeLine,
  members: readonly BundleMember[],
  services: ReadonlyMap<string, CatalogueService>,
  currency: string,
): ChargeLine[] {
  if (members.length === 0) return [fee];
  const day = fee.servicePeriod.start;
  const weights = members.map((member) => weightOf(member, services.get(member.serviceId), day));
  const whole = weights.reduce((sum, weight) => sum.plus(toDecimal(weight)), toDecimal('0'));
  const shares = bundleShares(fee.gross, weights);
  return members.map((member, index): ChargeLine => {
    const service = services.get(member.serviceId);
    const gross = shares[index] ?? 0n;
    const share = whole.isZero()
      ? `1 of ${members.length} equal parts`
      : `${weights[index]} of ${whole.toFixed()} by ${member.weight === null ? 'catalogue price' : 'weight'}`;
    return {
      ...fee,
      serviceId: member.serviceId,
      description: `${fee.description}: ${service?.name ?? ''}`,
      quantity: '1',
      unitPrice: gross.toString(),
      gross,
      taxCategory: service?.taxCategory ?? fee.taxCategory,
      claims: fee.claims.map((claim) => claimOf(claim, index)),
      explanation: {
        ...fee.explanation,
        rule: 'fixed.bundle_share',
        steps: [...fee.explanation.steps, `${share} = ${amountText(gross, currency)}`],
        evidence: [...fee.explanation.evidence, { kind: 'service', id: member.serviceId }],
      },
    };
  });
}
