import { addDays, formatLocalDate, priceToDecimalString, type LocalDate } from '@kelp/std';
import { clockText } from '@kelp/time';
import type { HoursBy, OvertimeScope, RateEffect } from '../contract/rate-rules';

/** What a rule's sentence is made from. */
export interface RateRuleFacts {
  serviceName: string | null;
  lineName: string | null;
  role: string | null;
  workType: string | null;
  userType: string | null;
  isAfterHours: boolean | null;
  hoursBy: HoursBy;
  overtime: { minutes: number; scope: OvertimeScope; zone: string } | null;
  effect: RateEffect;
  /** False only for rules of the workspace that give way to agreed rates. */
  holdsOverAgreed: boolean;
  validFrom: LocalDate;
  validTo: LocalDate | null;
}

const workWords: Record<string, string> = { ticket: 'work on tickets', ad_hoc: 'work without a ticket' };
const overtimeWords: Record<OvertimeScope, string> = {
  entry: 'an entry',
  day: 'a day',
  week: 'a week (from Monday)',
};

/** `beyond 8:00 h a day in America/Chicago`. */
export function overtimeText({ minutes, scope, zone }: NonNullable<RateRuleFacts['overtime']>): string {
  const where = scope === 'entry' ? '' : ` in ${zone}`;
  return `beyond ${clockText(minutes)} h of one person in ${overtimeWords[scope]}${where}`;
}

/** `each minute outside business hours`, or `work that begins outside business hours`. */
function hoursText({ isAfterHours, hoursBy }: RateRuleFacts): string | null {
  if (isAfterHours === null) return null;
  return `${hoursBy === 'minute' ? 'each minute' : 'work that begins'} ${isAfterHours ? 'outside' : 'within'} business hours`;
}

/** Which work a rule is for: `Onsite visit, role Engineer, each minute outside business hours`; `all work` when it names nothing. */
export function ruleMatchText(rule: RateRuleFacts): string {
  const { serviceName, lineName, role, workType, userType, overtime } = rule;
  const parts = [
    serviceName,
    lineName === null ? null : `only on ${lineName}`,
    role === null ? null : `role ${role}`,
    workType === null ? null : (workWords[workType] ?? workType),
    userType === null ? null : `user type ${userType}`,
    hoursText(rule),
    overtime && overtimeText(overtime),
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'all work' : parts.join(', ');
}

/** What a rule does: `180.00 USD or 165.00 EUR an hour`, or `1.5 times the usual rate`. */
export const effectText = (effect: RateEffect): string =>
  effect.kind === 'multiplier'
    ? `${effect.multiplier} times the usual rate`
    : `${Object.entries(effect.rates)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([currency, rate]) => `${priceToDecimalString(rate, currency)} ${currency}`)
        .join(' or ')} an hour`;

/** A rule in words, made from its settings: `Role Engineer, each minute outside business hours: 180.00 USD an hour, from Oct 1, 2026.` */
export function rateRuleSentence(rule: RateRuleFacts, locale: string): string {
  const date = (day: LocalDate) => formatLocalDate(day, locale, 'medium');
  const what = ruleMatchText(rule);
  const until = rule.validTo ? ` until ${date(addDays(rule.validTo, -1))}` : '';
  const way = rule.holdsOverAgreed ? '' : ' It gives way to a rate that a contract line has of its own.';
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${effectText(rule.effect)}, from ${date(rule.validFrom)}${until}.${way}`;
}

/** The rules of a list that have not ended, as one text: `Special rates, the first that matches wins: (1) …`; none without rules. */
export function rateRulesSentence(
  title: string,
  rules: readonly { position: number; sentence: string; validTo: LocalDate | null }[],
  today: LocalDate,
): string[] {
  const open = rules.filter(({ validTo }) => validTo === null || validTo > today);
  if (open.length === 0) return [];
  return [
    `${title}, the first that matches wins: ${open.map((rule) => `(${rule.position}) ${rule.sentence}`).join(' ')}`,
  ];
}
