import { rangeContains } from '@kelp/std';
import type { CatalogueService, DecimalText, HourlyTerms, RateRule, TimeEntryRow } from './invoice-input';

interface CoveringLine {
  contractId: string;
  lineId: string;
}

/** The hourly rate of an entry and where it comes from. */
export interface ChosenRate {
  source: 'entry' | 'contract_rule' | 'contract' | 'catalogue';
  rate: DecimalText;
  /** Id of the rule, contract version or service that set it; null for the entry's own price. */
  ruleId: string | null;
  version: string | null;
}

/** Whether the rule is for this line, this day and everything that it names about the entry. */
function ruleMatches(rule: RateRule, entry: TimeEntryRow, line: CoveringLine): boolean {
  if (rule.contractId !== line.contractId) return false;
  if (rule.contractLineId !== null && rule.contractLineId !== line.lineId) return false;
  if (!rangeContains(rule.valid, entry.workDate)) return false;
  const { serviceId, role, workType, userType, isAfterHours } = rule.match;
  return (
    (serviceId === undefined || serviceId === entry.serviceId) &&
    (role === undefined || role === entry.role) &&
    (workType === undefined || workType === entry.workType) &&
    (userType === undefined || userType === entry.userType) &&
    (isAfterHours === undefined || isAfterHours === entry.isAfterHours)
  );
}

/**
 * The rate of an entry in minor units an hour (product rule: the entry's own price, then the first matching rule of the
 * contract, then the contract line's rate, then the catalogue). Null when there is none: a blocker, never a rate of 0.
 * `contract` is null for work that no contract covers; contract rules do not apply to it. `rules` come in order of position.
 */
export function chooseRate(
  entry: TimeEntryRow,
  contract: (CoveringLine & { terms: HourlyTerms }) | null,
  rules: readonly RateRule[],
  service: CatalogueService | undefined,
): ChosenRate | null {
  if (entry.rateOverride !== null) return { source: 'entry', rate: entry.rateOverride, ruleId: null, version: null };
  if (contract) {
    const rule = rules.find((candidate) => ruleMatches(candidate, entry, contract));
    if (rule) return { source: 'contract_rule', rate: rule.rate, ruleId: rule.id, version: String(rule.version) };
    const { rate, version } = contract.terms;
    if (rate !== null) return { source: 'contract', rate, ruleId: version.id, version: String(version.number) };
  }
  const price = service?.rates.find(({ valid }) => rangeContains(valid, entry.workDate));
  if (!service || !price) return null;
  return { source: 'catalogue', rate: price.rate, ruleId: service.id, version: price.valid.start };
}
