import { rangeContains, toDecimal } from '@kelp/std';
import type { CatalogueService, DecimalText, HourlyTerms, Overtime, RateRule, TimeEntryRow } from './invoice-input';

interface CoveringLine {
  contractId: string;
  lineId: string;
}

type PricingLine = CoveringLine & { terms: HourlyTerms };

/** The facts about work that rates depend on. */
export type RatedWork = Pick<
  TimeEntryRow,
  | 'workDate'
  | 'serviceId'
  | 'role'
  | 'workType'
  | 'userType'
  | 'isAfterHours'
  | 'hourCuts'
  | 'rateOverride'
  | 'workedBefore'
>;

/** The hourly rate of work and where it comes from. */
export interface ChosenRate {
  source: 'entry' | 'contract_rule' | 'workspace_rule' | 'contract' | 'catalogue';
  rate: DecimalText;
  /** Id of the rule, contract version or service that set it; null for the entry's own price. */
  ruleId: string | null;
  version: string | null;
  /** Whose prices it belongs to: those of the contract or those of the catalogue; decides whether tax is in them. */
  prices: 'contract' | 'catalogue';
  /** What was multiplied, and by what. */
  multiplied?: { base: DecimalText; by: DecimalText };
  overtime?: Overtime;
}

/** No rate: a blocker, never 0. `rule` is the one that won without a rate in this currency. */
export interface NoRate {
  rate: null;
  rule: RateRule | null;
}

/** Why a rule does not hold for work. */
export type RuleMiss =
  'contract' | 'line' | 'date' | 'service' | 'role' | 'work_type' | 'user_type' | 'hours' | 'agreed' | 'overtime';

/** Where the minutes of a day or week before an entry stand in `workedBefore`. */
export const workedKey = ({ scope, zone }: Pick<Overtime, 'scope' | 'zone'>): string => `${scope} ${zone}`;

const before = (work: RatedWork, overtime: Overtime): number =>
  overtime.scope === 'entry' ? 0 : (work.workedBefore?.[workedKey(overtime)] ?? 0);

/** Whether the minute `at` of work lies outside business hours: they change at each cut. */
export const isAfterHoursAt = ({ isAfterHours, hourCuts = [] }: RatedWork, at: number): boolean =>
  isAfterHours !== (hourCuts.filter((cut) => cut <= at).length % 2 === 1);

/** What keeps a rule from holding for the minute `at` of this work, apart from overtime; null when it fits. */
function mismatch(rule: RateRule, work: RatedWork, line: PricingLine | null, at: number): RuleMiss | null {
  if (rule.contractId !== null && rule.contractId !== line?.contractId) return 'contract';
  if (rule.contractLineId !== null && rule.contractLineId !== line?.lineId) return 'line';
  if (!rangeContains(rule.valid, work.workDate)) return 'date';
  const { serviceId, role, workType, userType, isAfterHours } = rule.match;
  if (serviceId !== undefined && serviceId !== work.serviceId) return 'service';
  if (role !== undefined && role !== work.role) return 'role';
  if (workType !== undefined && workType !== work.workType) return 'work_type';
  if (userType !== undefined && userType !== work.userType) return 'user_type';
  if (isAfterHours !== undefined && isAfterHours !== isAfterHoursAt(work, rule.isByMinute ? at : 0)) return 'hours';
  if (rule.givesWay && line && line.terms.rate !== null) return 'agreed';
  return null;
}

/** Why a rule does not hold for the minute `at` of the work; null when it does. */
export function missOf(rule: RateRule, work: RatedWork, line: PricingLine | null, at: number): RuleMiss | null {
  const miss = mismatch(rule, work, line, at);
  if (miss || !rule.overtime) return miss;
  return before(work, rule.overtime) + at >= rule.overtime.minutes ? null : 'overtime';
}

/**
 * The minutes of an entry at which another rate may begin: 0, the thresholds of overtime that fall inside it, and the ends and begins of business
 * hours at which another rule wins.
 */
export function rateCuts(
  work: RatedWork & { minutes: number },
  line: PricingLine | null,
  rules: readonly RateRule[],
): number[] {
  const { hourCuts = [], rateOverride } = work;
  const begins = [0, ...hourCuts];
  const overtime = rules.flatMap((rule) =>
    rule.overtime && begins.some((at) => mismatch(rule, work, line, at) === null)
      ? [rule.overtime.minutes - before(work, rule.overtime)]
      : [],
  );
  const winner = (at: number) => rules.find((rule) => missOf(rule, work, line, at) === null);
  const hours = rateOverride === null ? hourCuts.filter((cut) => winner(cut - 1) !== winner(cut)) : [];
  return [...new Set([0, ...[...overtime, ...hours].filter((cut) => cut > 0 && cut < work.minutes)])].sort(
    (a, b) => a - b,
  );
}

/** The rate that holds without rules: the contract line's own, then the catalogue's. */
function usualRate(
  work: RatedWork,
  line: PricingLine | null,
  service: CatalogueService | undefined,
): ChosenRate | null {
  if (line && line.terms.rate !== null) {
    const { rate, version } = line.terms;
    return { source: 'contract', rate, ruleId: version.id, version: String(version.number), prices: 'contract' };
  }
  const price = service?.rates.find(({ valid }) => rangeContains(valid, work.workDate));
  if (!service || !price) return null;
  const { rate, valid } = price;
  return { source: 'catalogue', rate, ruleId: service.id, version: valid.start, prices: 'catalogue' };
}

function rateOfRule(rule: RateRule, usual: ChosenRate | null): ChosenRate | NoRate {
  const isContract = rule.contractId !== null;
  const chosen = {
    source: isContract ? ('contract_rule' as const) : ('workspace_rule' as const),
    ruleId: rule.id,
    version: String(rule.version),
    ...(rule.overtime ? { overtime: rule.overtime } : {}),
  };
  if (rule.rate !== null) return { ...chosen, rate: rule.rate, prices: isContract ? 'contract' : 'catalogue' };
  if (rule.multiplier === undefined || !usual) return { rate: null, rule };
  const rate = toDecimal(usual.rate).times(toDecimal(rule.multiplier)).toFixed();
  return { ...chosen, rate, prices: usual.prices, multiplied: { base: usual.rate, by: rule.multiplier } };
}

/**
 * The rate of the minute `at` of work, in minor units an hour (product rule: the entry's own price, then the first matching
 * rule of the contract, then of the workspace, then the contract line's rate, then the catalogue). `line` is null for work
 * that no contract covers. `rules` come in the order in which they are tried.
 */
export function chooseRate(
  work: RatedWork,
  line: PricingLine | null,
  rules: readonly RateRule[],
  service: CatalogueService | undefined,
  at = 0,
): ChosenRate | NoRate {
  if (work.rateOverride !== null) {
    return { source: 'entry', rate: work.rateOverride, ruleId: null, version: null, prices: 'contract' };
  }
  const usual = usualRate(work, line, service);
  const rule = rules.find((candidate) => missOf(candidate, work, line, at) === null);
  return rule ? rateOfRule(rule, usual) : (usual ?? { rate: null, rule: null });
}

/** Rules in the order in which they are tried: those of contracts by position, then those of the workspace. */
export const inRuleOrder = (rules: readonly RateRule[]): RateRule[] =>
  [...rules].sort((a, b) => Number(a.contractId === null) - Number(b.contractId === null) || a.position - b.position);
