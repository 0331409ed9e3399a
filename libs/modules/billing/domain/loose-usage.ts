import { addDays, inForce, roundQuotient, toDecimal } from '@kelp/std';
import type { CatalogueService, LooseUsage } from './invoice-input';
import type { Blocker, ChargeLine } from './invoice-result';
import { amountText, priceText } from './price-text';

interface LooseCharges {
  lines: ChargeLine[];
  blockers: Blocker[];
}

const eventsText = (count: number): string => (count === 1 ? '1 event' : `${count} events`);

/** Usage that no contract line takes and nobody has decided about: it keeps the invoice back, for it may be worth much. */
function undecided({ meter, period, count, quantity }: LooseUsage): Blocker {
  const last = addDays(period.end, -1);
  const days = last === period.start ? `on ${last}` : `from ${period.start} to ${last}`;
  return {
    code: 'usage_uncovered',
    sentence: `${meter.name}: ${quantity} ${meter.unit} (${eventsText(count)}) ${days} belong to no contract in force. Bill them at the price of the service, or extend the contract.`,
    evidence: [{ kind: 'meter', id: meter.id }],
  };
}

function catalogueLine(usage: LooseUsage, service: CatalogueService, rate: string, currency: string): ChargeLine {
  const { meter, period, quantity, events } = usage;
  const gross = roundQuotient(toDecimal(quantity).times(toDecimal(rate)), 1n);
  return {
    kind: 'usage',
    contractLineId: null,
    serviceId: service.id,
    description: service.name,
    quantity,
    unit: 'piece',
    unitPrice: rate,
    priceBase: 1,
    gross,
    servicePeriod: period,
    taxCategory: service.taxCategory,
    claims: events.map((id) => ({ kind: 'usage_event' as const, id, slice: 'whole' as const })),
    explanation: {
      rule: 'usage.catalogue',
      version: null,
      inputs: { meter: meter.name, unit: meter.unit, quantity },
      steps: [`${quantity} ${meter.unit} × ${priceText(rate, currency)} = ${amountText(gross, currency)}`],
      evidence: [
        { kind: 'meter', id: meter.id },
        { kind: 'service', id: service.id },
      ],
    },
  };
}

/** Usage outside contracts: a blocker until somebody decides, then a line at the price of the service (product rule 2.11). */
export function looseUsage(
  usages: readonly LooseUsage[],
  services: ReadonlyMap<string, CatalogueService>,
  currency: string,
): LooseCharges {
  const charges: LooseCharges = { lines: [], blockers: [] };
  for (const usage of usages) {
    if (!usage.isDecided) {
      charges.blockers.push(undecided(usage));
      continue;
    }
    const service = services.get(usage.meter.serviceId);
    const rates = service?.rates.map(({ valid, rate }) => ({ validFrom: valid.start, validTo: valid.end, rate })) ?? [];
    const rate = inForce(rates, usage.period.start)?.rate;
    if (service && rate !== undefined) charges.lines.push(catalogueLine(usage, service, rate, currency));
    else
      charges.blockers.push({
        code: 'rate_missing',
        sentence: `${usage.meter.name}: ${usage.quantity} ${usage.meter.unit} have no price in ${currency}. Add one to the service ${service?.name ?? ''}.`,
        evidence: [{ kind: 'meter', id: usage.meter.id }],
      });
  }
  return charges;
}
