import { addDays, groupBy, intersectPeriod, rangeContains, roundQuotient, toDecimal, type Period } from '@kelp/std';
import { billedMinutesByEntry, clockText, type MinuteTerms, type RoundingScope } from '@kelp/time';
import { chooseRate, type ChosenRate } from './choose-rate';
import type { CatalogueService, DueContractLine, HourlyTerms, RateRule, TimeEntryRow } from './invoice-input';
import type { Blocker, ChargeLine, Evidence } from './invoice-result';
import { amountText, priceText } from './price-text';

type HourlyLine = Extract<DueContractLine, { kind: 'hourly' }>;
type FixedLine = Extract<DueContractLine, { kind: 'fixed' }>;

/** What the pricing of time looks things up in. */
export interface RateBook {
  currency: string;
  rules: readonly RateRule[];
  services: ReadonlyMap<string, CatalogueService>;
}

export interface TimeCharges {
  lines: ChargeLine[];
  blockers: Blocker[];
}

/** Entries that are rounded together, with the terms that hold for all of them. */
interface MinuteGroup {
  entries: TimeEntryRow[];
  minutes: MinuteTerms;
  servicePeriod: Period;
  /** Null for work that no contract covers. */
  contract: { line: HourlyLine; terms: HourlyTerms } | null;
}

interface PricedEntry {
  entry: TimeEntryRow;
  billed: number;
  rate: ChosenRate | null;
}

const minutesPerHour = 60;
const scopeTexts: Record<RoundingScope, string> = {
  entry: 'for each entry',
  ticket_day: 'for each ticket and day',
  line: 'over the whole line',
};

export const timeEvidence = (entries: readonly TimeEntryRow[]): Evidence[] =>
  entries.map(({ id }) => ({ kind: 'time_entry', id }));

const billableOf = (entries: readonly TimeEntryRow[]): number =>
  entries.reduce((sum, entry) => sum + entry.billableMinutes, 0);

const evidenceKinds = {
  entry: 'time_entry',
  contract_rule: 'rate_rule',
  contract: 'contract_version',
  catalogue: 'service',
} as const;

const rateEvidence = ({ source, ruleId }: ChosenRate): Evidence[] =>
  ruleId === null ? [] : [{ kind: evidenceKinds[source], id: ruleId }];

/** The inputs and steps that lead from worked minutes to the amount. */
function explainTime(group: MinuteGroup, rows: PricedEntry[], rate: ChosenRate, gross: bigint, currency: string) {
  const entries = rows.map(({ entry }) => entry);
  const billable = clockText(billableOf(entries));
  const billed = clockText(rows.reduce((sum, row) => sum + row.billed, 0));
  const { minimumMinutes, incrementMinutes, scope } = group.minutes;
  const price = priceText(rate.rate, currency);
  return {
    rule: `time.rate_of_${rate.source}`,
    version: rate.version,
    inputs: {
      rate: price,
      worked: clockText(entries.reduce((sum, entry) => sum + entry.minutes, 0)),
      billable,
      billed,
      minimumMinutes: String(minimumMinutes),
      incrementMinutes: String(incrementMinutes),
      roundingScope: scope,
    },
    steps: [
      `${billable} h billable, at least ${minimumMinutes} min and rounded up to ${incrementMinutes} min ${scopeTexts[scope]} = ${billed} h`,
      `${billed} h × ${price} an hour = ${amountText(gross, currency)}`,
    ],
    evidence: [...timeEvidence(entries), ...rateEvidence(rate)],
  };
}

/** Names and tax category of the service on a line: the contract line's own, or the catalogue's for another service. */
function lineTexts(group: MinuteGroup, serviceId: string, book: RateBook): { name: string; taxCategory: string } {
  const service = book.services.get(serviceId);
  const line = group.contract?.line;
  if (line && (line.serviceId === serviceId || !service)) return { name: line.name, taxCategory: line.taxCategory };
  return { name: service?.name ?? serviceId, taxCategory: service?.taxCategory ?? '' };
}

/** One line for entries of the same service and rate: billed minutes x rate / 60, rounded once. */
function timeLine(group: MinuteGroup, rows: PricedEntry[], rate: ChosenRate, book: RateBook): ChargeLine {
  const serviceId = rows[0]?.entry.serviceId ?? '';
  const { name, taxCategory } = lineTexts(group, serviceId, book);
  const billed = rows.reduce((sum, row) => sum + row.billed, 0);
  const gross = roundQuotient(toDecimal(rate.rate).times(billed), BigInt(minutesPerHour));
  return {
    kind: 'time',
    contractLineId: group.contract?.line.id ?? null,
    serviceId,
    description: name,
    quantity: String(billed),
    unit: 'minute',
    unitPrice: rate.rate,
    priceBase: minutesPerHour,
    gross,
    servicePeriod: group.servicePeriod,
    taxCategory,
    claims: rows.map(({ entry }) => ({ kind: 'time_entry', id: entry.id, slice: 'whole' })),
    explanation: explainTime(group, rows, rate, gross, book.currency),
  };
}

function missingRate(group: MinuteGroup, rows: PricedEntry[], book: RateBook): Blocker {
  const entries = rows.map(({ entry }) => entry);
  const { name } = lineTexts(group, entries[0]?.serviceId ?? '', book);
  return {
    code: 'rate_missing',
    sentence: `${clockText(billableOf(entries))} h of ${name} have no hourly rate in ${book.currency}. Add one to the contract or the service.`,
    evidence: timeEvidence(entries),
  };
}

/** Rounds and prices a group: a line for each service and rate, a blocker for what has no rate. */
function priceGroup(group: MinuteGroup, book: RateBook): TimeCharges {
  const billed = billedMinutesByEntry(group.entries, group.minutes);
  const contract = group.contract && {
    contractId: group.contract.line.contractId,
    lineId: group.contract.line.id,
    terms: group.contract.terms,
  };
  const rows = group.entries.map((entry): PricedEntry => {
    const rate = chooseRate(entry, contract, book.rules, book.services.get(entry.serviceId));
    return { entry, billed: billed.get(entry.id) ?? 0, rate };
  });
  const charges: TimeCharges = { lines: [], blockers: [] };
  const keyOf = ({ entry, rate }: PricedEntry) => [entry.serviceId, rate?.source, rate?.ruleId, rate?.rate].join(' ');
  for (const priced of groupBy(rows, keyOf).values()) {
    const rate = priced[0]?.rate;
    if (rate) charges.lines.push(timeLine(group, priced, rate, book));
    else charges.blockers.push(missingRate(group, priced, book));
  }
  return charges;
}

const joined = (charges: TimeCharges[]): TimeCharges => ({
  lines: charges.flatMap(({ lines }) => lines),
  blockers: charges.flatMap(({ blockers }) => blockers),
});

/** The time of an hourly contract line: split by service period and by the terms in force on the work date. */
export function hourlyLines(line: HourlyLine, entries: readonly TimeEntryRow[], book: RateBook): TimeCharges {
  const termsOf = (entry: TimeEntryRow) => line.terms.findIndex(({ valid }) => rangeContains(valid, entry.workDate));
  const groups = groupBy(entries, (entry) => `${entry.period.start} ${entry.period.end} ${termsOf(entry)}`);
  return joined(
    [...groups.values()].map((group): TimeCharges => {
      const [first] = group;
      const terms = first && line.terms[termsOf(first)];
      if (!terms) return { lines: [], blockers: [outsideTerms(line.name, group)] };
      const servicePeriod = intersectPeriod(first.period, terms.valid) ?? first.period;
      return priceGroup({ entries: group, minutes: terms.minutes, servicePeriod, contract: { line, terms } }, book);
    }),
  );
}

/** Time attributed to a contract line that has no terms for its date, or that is not there at all. */
export function outsideTerms(lineName: string, entries: readonly TimeEntryRow[]): Blocker {
  return {
    code: 'contract_terms_missing',
    sentence: `${clockText(billableOf(entries))} h are attributed to ${lineName}, which does not hold on their dates. Choose another contract line for them.`,
    evidence: timeEvidence(entries),
  };
}

/**
 * Time that no contract covers, at the rates of the catalogue. A line holds one calendar month at most, so that a tax rate
 * that changes between months cannot reach back.
 */
export function catalogueLines(entries: readonly TimeEntryRow[], book: RateBook): TimeCharges {
  const groups = groupBy(entries, (entry) => `${entry.serviceId} ${entry.workDate.slice(0, 7)}`);
  return joined(
    [...groups.values()].map((group) => {
      const serviceId = group[0]?.serviceId ?? '';
      const dates = group.map(({ workDate }) => workDate).sort();
      const [start = ''] = dates;
      const servicePeriod = { start, end: addDays(dates.at(-1) ?? start, 1) };
      const minutes = book.services.get(serviceId)?.minutes ?? {
        minimumMinutes: 0,
        incrementMinutes: 1,
        scope: 'entry',
      };
      return priceGroup({ entries: group, minutes, servicePeriod, contract: null }, book);
    }),
  );
}

/** Product rule: time on a fixed fee is consumed at 0 and linked, so that margin can be seen and nothing is billed twice. */
export function includedTimeLines(line: FixedLine, entries: readonly TimeEntryRow[]): ChargeLine[] {
  const groups = groupBy(entries, ({ period }) => `${period.start} ${period.end}`);
  return [...groups.values()].flatMap((group): ChargeLine[] => {
    const [first] = group;
    if (!first) return [];
    const minutes = group.reduce((sum, entry) => sum + entry.minutes, 0);
    return [
      {
        kind: 'included_time',
        contractLineId: line.id,
        serviceId: line.serviceId,
        description: line.name,
        quantity: String(minutes),
        unit: 'minute',
        unitPrice: '0',
        priceBase: minutesPerHour,
        gross: 0n,
        servicePeriod: first.period,
        taxCategory: line.taxCategory,
        claims: group.map(({ id }) => ({ kind: 'time_entry', id, slice: 'whole' })),
        explanation: {
          rule: 'time.included_in_fixed_fee',
          version: null,
          inputs: { worked: clockText(minutes) },
          steps: [`${clockText(minutes)} h are included in the fixed fee of ${line.name}`],
          evidence: [...timeEvidence(group), { kind: 'contract_line', id: line.id }],
        },
      },
    ];
  });
}
