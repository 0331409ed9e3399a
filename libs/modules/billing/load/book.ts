import { codeOf } from '@kelp/catalog';
import { overtimeOf } from '@kelp/contracts';
import type {
  CatalogueService,
  DueContractLine,
  LooseUsage,
  RateRule,
  TaxRate,
  TimeEntryRow,
} from '../domain/invoice-input';
import type { BillingRows } from './load-rows';
import type { PriceRow, RuleRow, ServiceRow, TaxRow } from './rows';

const membersOf = (line: DueContractLine) => (line.kind === 'fixed' ? (line.members ?? []) : []);

/** The services that these lines and entries name; only they go into an invoice's frozen inputs. */
export function servicesUsed(
  rows: BillingRows,
  lines: readonly DueContractLine[],
  entries: readonly TimeEntryRow[],
  loose: readonly LooseUsage[] = [],
): ServiceRow[] {
  const used = new Set(
    [...lines, ...lines.flatMap(membersOf), ...entries, ...loose.map(({ meter }) => meter)].map(
      ({ serviceId }) => serviceId,
    ),
  );
  return rows.services.filter(({ id }) => used.has(id));
}

/** Catalogue services with their prices in one currency. */
export const catalogueOf = (services: ServiceRow[], prices: PriceRow[], currency: string): CatalogueService[] =>
  services.map(({ id, name, taxCategory, pricesIncludeTax, minimumMinutes, incrementMinutes, roundingScope }) => ({
    id,
    name,
    taxCategory,
    ...(pricesIncludeTax ? { pricesIncludeTax } : {}),
    rates: prices
      .filter((price) => price.serviceId === id && price.currency === currency)
      .map(({ validFrom, validTo, unitPrice }) => ({ valid: { start: validFrom, end: validTo }, rate: unitPrice })),
    minutes: { minimumMinutes, incrementMinutes, scope: roundingScope },
  }));

/** A rule that names nothing matches everything. */
const matchOf = ({ serviceId, role, workType, userType, isAfterHours }: RuleRow): RateRule['match'] => ({
  ...(serviceId === null ? {} : { serviceId }),
  ...(role === null ? {} : { role }),
  ...(workType === null ? {} : { workType }),
  ...(userType === null ? {} : { userType }),
  ...(isAfterHours === null ? {} : { isAfterHours }),
});

/** Rules as the calculation takes them, their rates in one currency: those of these contracts, and of the workspace. */
export function rulesOf(rules: readonly RuleRow[], contractIds: ReadonlySet<string>, currency: string): RateRule[] {
  return rules
    .filter(({ contractId }) => contractId === null || contractIds.has(contractId))
    .map((rule) => {
      const overtime = overtimeOf(rule);
      return {
        id: rule.ruleId,
        version: rule.number,
        position: rule.position,
        contractId: rule.contractId,
        contractLineId: rule.lineId,
        valid: { start: rule.validFrom, end: rule.validTo },
        match: matchOf(rule),
        ...(rule.isAfterHours !== null && rule.hoursBy === 'minute' ? { isByMinute: true as const } : {}),
        ...(overtime ? { overtime } : {}),
        ...(rule.holdsOverAgreed ? {} : { givesWay: true as const }),
        rate: rule.rates[currency] ?? null,
        ...(rule.multiplier === null ? {} : { multiplier: rule.multiplier }),
      };
    });
}

/** The rates of the tax categories of these in the places of the client; where it has none, those of everywhere. */
export function ratesOf(
  rows: TaxRow[],
  users: readonly { taxCategory: string }[],
  places: readonly string[],
): TaxRate[] {
  const used = new Set(users.map(({ taxCategory }) => taxCategory));
  const near = new Set([...places, '*']);
  return rows
    .filter(({ category, place }) => used.has(category) && near.has(place))
    .map(({ ppm, validFrom, validTo, isExempt, code, ...row }) => ({
      ...row,
      valid: { start: validFrom, end: validTo },
      ratePpm: ppm,
      code: codeOf({ code, ppm }, isExempt),
    }));
}
