import { boolean, decimal, integer, json, localDate, tenantColumns, text, uuid } from '@kelp/platform/db';
import type { HoursBy, OvertimeScope } from '../contract/rate-rules';

/**
 * A dated version of a special hourly rate. Of the rules of the contract and then those of the workspace, each in order of
 * position, the first that matches every named property wins.
 */
export const rateRules = tenantColumns(
  'rate_rules',
  {
    /** Null = a rule of the workspace. */
    contractId: uuid().orNull(),
    /** Shared by all versions of one rule. */
    ruleId: uuid(),
    number: integer(),
    /** Null = every hourly line of the contract. */
    lineId: uuid().orNull(),
    position: integer(),
    serviceId: uuid().orNull(),
    role: text().orNull(),
    workType: text().orNull(),
    userType: text().orNull(),
    isAfterHours: boolean().orNull(),
    /** Whether each minute is asked for its time of day, or the begin of the entry for all of it. */
    hoursBy: text<HoursBy>().withDefault(),
    overtimeMinutes: integer().orNull(),
    overtimeScope: text<OvertimeScope>().orNull(),
    overtimeZone: text().orNull(),
    /** Minor units an hour by currency; empty with a multiplier. */
    rates: json<Record<string, string>>().withDefault(),
    multiplier: decimal().orNull(),
    /** Whether it also holds where a contract line has a rate of its own. */
    holdsOverAgreed: boolean().withDefault(),
    validFrom: localDate(),
    validTo: localDate().orNull(),
  },
  {
    noun: 'rate rule',
    conflicts: {
      rate_rules_no_overlap: 'Another rule stands at this position on some of these days. Reload and try again.',
      rate_rules_one_version: 'Two versions of a rule cannot hold on one day. Reload and try again.',
      rate_rules_line_of_contract_fk: 'This line does not belong to the contract. Choose one of its lines.',
    },
  },
);
