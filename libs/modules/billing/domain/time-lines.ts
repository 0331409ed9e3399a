import { addDays, groupBy, intersectPeriod, rangeContains, roundQuotient, toDecimal, type Period } from '@kelp/std';
import { billedMinutesByEntry, clockText, type MinuteTerms, type RoundingScope } from '@kelp/time';
import { chooseRate, rateCuts, type ChosenRate, type NoRate } from './choose-rate';
import type { CatalogueService, DueContractLine, HourlyTerms, RateRule, TimeEntryRow } from './invoice-input';
import type { Blocker, ChargeLine, Evidence } from './invoice-result';
import { amountText, priceText } from './price-text';

type HourlyLine = Extract<DueContractLine, { kind: 'hourly' }>;
type IncludingLine = Pick<DueContractLine, 'id' | 'name' | 'serviceId' | 'taxCategory'>;

/** What the pricing of time looks things up in. */
export interface RateBook {
  currency: string;
  rules: readonly RateRule[];
  services: ReadonlyMap<string, CatalogueService>;
}

export interface TimeCharges {
  /** `isCatalogue`: its price is the catalogue's, also on a line of a contract. */
  lines: (ChargeLine & { isCatalogue?: true })[];
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

/** An entry, or the part of it from a threshold of overtime or an end of business hours on, with its rate. */
interface PricedPart {
  entry: TimeEntryRow;
  /** 0 for the entry from its start on. */
  part: number;
  worked: number;
  billable: number;
  billed: number;
  /** The end or begin of business hours cuts the entry. */
  crossesHours: boolean;
  rate: ChosenRate | NoRate;
}

type RatedPart = PricedPart & { rate: ChosenRate };

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
  workspace_rule: 'rate_rule',
  contract: 'contract_version',
  catalogue: 'service',
} as const;

const rateEvidence = ({ source, ruleId }: ChosenRate): Evidence[] =>
  ruleId === null ? [] : [{ kind: evidenceKinds[source], id: ruleId }];

const total = (rows: readonly PricedPart[], key: 'worked' | 'billable' | 'billed'): number =>
  rows.reduce((sum, row) => sum + row[key], 0);

/** What a rule has made of the usual rate, and beyond which time it holds. */
function ruleSteps({ multiplied, overtime, rate }: ChosenRate, currency: string): string[] {
  const steps: string[] = [];
  if (overtime) {
    const where = overtime.scope === 'entry' ? 'one entry' : `one person's ${overtime.scope} in ${overtime.zone}`;
    steps.push(`Overtime: the time beyond ${clockText(overtime.minutes)} h of ${where}`);
  }
  if (multiplied) {
    const { base, by } = multiplied;
    steps.push(`${priceText(base, currency)} × ${by} = ${priceText(rate, currency)} an hour`);
  }
  return steps;
}

/** How much of the work that crosses the end or begin of business hours stands on a line. */
function hoursSteps(rows: readonly PricedPart[]): string[] {
  const cut = rows.filter(({ crossesHours }) => crossesHours);
  if (cut.length === 0) return [];
  const whole = [...new Set(cut.map(({ entry }) => entry))].reduce((sum, { minutes }) => sum + minutes, 0);
  return [
    `Of ${clockText(whole)} h of work across the end or begin of business hours ${clockText(total(cut, 'worked'))} h stand here: each minute counts by its own time of day`,
  ];
}

/** The inputs and steps that lead from worked minutes to the amount. */
function explainTime(group: MinuteGroup, rows: RatedPart[], rate: ChosenRate, gross: bigint, currency: string) {
  const entries = rows.map(({ entry }) => entry);
  const billable = clockText(total(rows, 'billable'));
  const billed = clockText(total(rows, 'billed'));
  const { minimumMinutes, incrementMinutes, scope } = group.minutes;
  const price = priceText(rate.rate, currency);
  return {
    rule: `time.rate_of_${rate.source}`,
    version: rate.version,
    inputs: {
      rate: price,
      worked: clockText(total(rows, 'worked')),
      billable,
      billed,
      minimumMinutes: String(minimumMinutes),
      incrementMinutes: String(incrementMinutes),
      roundingScope: scope,
    },
    steps: [
      ...ruleSteps(rate, currency),
      ...hoursSteps(rows),
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

/** The first part of an entry is claimed as the whole of it; each further part by a name of its own. */
const sliceOf = (part: number) => (part === 0 ? 'whole' : part === 1 ? 'rest' : (`rest ${part}` as const));

/** Marks of a line that is priced by the catalogue. */
function catalogueMarks({ prices }: ChosenRate, service: CatalogueService | undefined) {
  if (prices === 'contract') return {};
  return service?.pricesIncludeTax ? { isCatalogue: true as const, includesTax: true } : { isCatalogue: true as const };
}

/** One line for work of the same service and rate: billed minutes x rate / 60, rounded once. */
function timeLine(group: MinuteGroup, rows: RatedPart[], rate: ChosenRate, book: RateBook): TimeCharges['lines'][0] {
  const serviceId = rows[0]?.entry.serviceId ?? '';
  const { name, taxCategory } = lineTexts(group, serviceId, book);
  const billed = total(rows, 'billed');
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
    ...catalogueMarks(rate, book.services.get(serviceId)),
    claims: rows.map(({ entry, part }) => ({ kind: 'time_entry', id: entry.id, slice: sliceOf(part) })),
    explanation: explainTime(group, rows, rate, gross, book.currency),
  };
}

function missingRate(group: MinuteGroup, rows: PricedPart[], rule: RateRule | null, book: RateBook): Blocker {
  const entries = rows.map(({ entry }) => entry);
  const { name } = lineTexts(group, entries[0]?.serviceId ?? '', book);
  const what = `${clockText(total(rows, 'billable'))} h of ${name} have no hourly rate in ${book.currency}.`;
  const whose = rule?.contractId === null ? 'the workspace' : 'the contract';
  const next = entries.some((entry) => isPricedElsewhere(entry, book))
    ? 'They have a price of their own in another currency: give them one in this.'
    : rule && rule.multiplier === undefined
      ? `Special rate ${rule.position} of ${whose} holds for them: add a rate in ${book.currency} to it.`
      : 'Add one to the contract or the service.';
  const evidence = rule ? [{ kind: 'rate_rule' as const, id: rule.id }] : [];
  return { code: 'rate_missing', sentence: `${what} ${next}`, evidence: [...timeEvidence(entries), ...evidence] };
}

/**
 * An entry in the parts that rules of overtime and business hours make of it; each takes as many billable and billed minutes as were worked in
 * it, the last one what is left, so that rounding up and minutes taken off count where the work ended.
 */
function partsOf(
  entry: TimeEntryRow,
  billed: number,
  cuts: readonly number[],
  rateAt: (at: number) => PricedPart['rate'],
) {
  const crossesHours = (entry.hourCuts ?? []).some((cut) => cuts.includes(cut));
  let [billableLeft, billedLeft] = [entry.billableMinutes, billed];
  const parts = cuts.map((at, part): PricedPart => {
    const isLast = part === cuts.length - 1;
    const worked = (isLast ? entry.minutes : (cuts[part + 1] ?? entry.minutes)) - at;
    const own = {
      billable: isLast ? billableLeft : Math.min(worked, billableLeft),
      billed: isLast ? billedLeft : Math.min(worked, billedLeft),
    };
    billableLeft -= own.billable;
    billedLeft -= own.billed;
    return { entry, part, worked, ...own, crossesHours, rate: rateAt(at) };
  });
  return parts.filter(({ part, billed: own }) => part === 0 || own > 0);
}

const isRated = (row: PricedPart): row is RatedPart => row.rate.rate !== null;

/** What parts must share to stand on one line; versions of a rule stay apart. */
function rateKey({ entry, rate }: PricedPart): string {
  if (rate.rate === null) return [entry.serviceId, 'none', rate.rule?.id, entry.rateOverrideCurrency].join(' ');
  const isRule = rate.source === 'contract_rule' || rate.source === 'workspace_rule';
  return [entry.serviceId, rate.source, rate.ruleId, rate.rate, isRule ? rate.version : ''].join(' ');
}

/** An own price in another currency than the document's is no rate, and no other one may take its place. */
const isPricedElsewhere = ({ rateOverride, rateOverrideCurrency }: TimeEntryRow, { currency }: RateBook): boolean =>
  rateOverride !== null && rateOverrideCurrency !== undefined && rateOverrideCurrency !== currency;

/** Rounds and prices a group: a line for each service and rate, a blocker for what has no rate. */
function priceGroup(group: MinuteGroup, book: RateBook): TimeCharges {
  const billed = billedMinutesByEntry(group.entries, group.minutes);
  const contract = group.contract && {
    contractId: group.contract.line.contractId,
    lineId: group.contract.line.id,
    terms: group.contract.terms,
  };
  const rows = group.entries.flatMap((entry) => {
    const service = book.services.get(entry.serviceId);
    const cuts = rateCuts(entry, contract, book.rules);
    return partsOf(entry, billed.get(entry.id) ?? 0, cuts, (at) =>
      isPricedElsewhere(entry, book)
        ? { rate: null, rule: null }
        : chooseRate(entry, contract, book.rules, service, at),
    );
  });
  const charges: TimeCharges = { lines: [], blockers: [] };
  for (const priced of groupBy(rows, rateKey).values()) {
    const [first] = priced;
    if (!first) continue;
    if (first.rate.rate === null) charges.blockers.push(missingRate(group, priced, first.rate.rule, book));
    else charges.lines.push(timeLine(group, priced.filter(isRated), first.rate, book));
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
export function includedTimeLines(line: IncludingLine, entries: readonly TimeEntryRow[]): ChargeLine[] {
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
