import type { BackTestPlan } from '../back-tests/back-test-plan';
import type { BackTestResult } from '../domain/compare-verdicts';
import { instant, integer, json, tenantColumns, text, uuid } from '@kelp/platform/db';

/** A due instant that other zone data moved. ISO instants. */
export interface MovedDue {
  ticketId: string;
  clock: string;
  before: string | null;
  after: string | null;
  zone: string;
}

/** What changed when the runtime came with other zone data; `moved` names the first five hundred. */
export const zoneDataReports = tenantColumns(
  'zone_data_reports',
  {
    fromTzdb: text(),
    toTzdb: text(),
    clockCount: integer(),
    movedCount: integer(),
    moved: json<readonly MovedDue[]>(),
  },
  { isAudited: false },
);

/** A policy tried on the past before it is saved. */
export const slaBackTests = tenantColumns(
  'sla_back_tests',
  {
    requestedBy: uuid().orNull(),
    policyId: uuid().orNull(),
    draft: json<BackTestPlan>(),
    since: instant(),
    until: instant(),
    state: text<'waiting' | 'running' | 'done' | 'failed' | 'cancelled'>().withDefault(),
    done: integer().withDefault(),
    total: integer().withDefault(),
    /** The last ticket that was counted. */
    cursor: text().withDefault(),
    result: json<BackTestResult>(),
  },
  { isAudited: false, noun: 'back-test' },
);
