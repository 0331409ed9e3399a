import { dueSlices } from '@kelp/contracts';
import { inForce, intersectPeriod, periodAt, type LocalDate, type Period } from '@kelp/std';
import { orderedSteps } from '@kelp/std/pricing';
import type { BilledPart, CountedCharge, CountedStep } from '../domain/invoice-input';
import { anchorOf, claimedDays, scheduleOf } from './line-schedule';
import type { ClaimedRow, LineRow, QuantityRow, TermsRow } from './rows';

const stepOf = ({ id, onDate, quantity, source, names }: QuantityRow): CountedStep => ({
  from: onDate,
  quantity,
  eventId: id,
  source,
  names,
});

/** The steps whose counts hold on any of these days; earlier ones could only slow down whoever reads the frozen inputs. */
function stepsWithin(steps: readonly CountedStep[], days: Period): CountedStep[] {
  return steps.filter(({ from }, index) =>
    intersectPeriod({ start: from, end: steps[index + 1]?.from ?? '9999-12-31' }, days),
  );
}

const billedWithin = (claims: readonly ClaimedRow[], days: Period): BilledPart[] =>
  claims.flatMap(({ part, claimedFrom: start, claimedTo: end, quantity, amount }) =>
    intersectPeriod({ start, end }, days)
      ? [{ part, period: { start, end }, quantity: quantity ?? '0', amount: amount ?? 0n }]
      : [],
  );

/**
 * The days of a line that counts: due for the first time, and billed before, where counts may have changed since. Which of those
 * cost anything is for the calculation to say.
 */
export function dueCounts(
  row: LineRow,
  sources: { terms: TermsRow[]; claims: ClaimedRow[]; quantities: QuantityRow[]; cutOff: LocalDate },
): CountedCharge[] {
  const { terms, claims, cutOff } = sources;
  const { proration, cycle } = row;
  const steps = orderedSteps(sources.quantities.map(stepOf));
  const fees = claimedDays(claims);
  const open = dueSlices(scheduleOf(row), terms, proration, cutOff, fees);
  const again = fees.flatMap((covered) => {
    const { start, end } = periodAt(anchorOf(row), cycle, covered.start);
    const held = inForce(terms, covered.start);
    return held ? [{ period: { start, end }, covered, terms: held }] : [];
  });
  return [...open, ...again].map(({ period, covered, terms: one }) => ({
    period,
    covered,
    price: one.price ?? '0',
    proration,
    cycle,
    version: { id: one.versionId, number: one.versionNumber },
    steps: stepsWithin(steps, covered),
    seen: sources.quantities.length,
    billed: billedWithin(claims, covered),
  }));
}
