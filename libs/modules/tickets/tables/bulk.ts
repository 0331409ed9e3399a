import { bareTenantColumns, instant, integer, json, tenantColumns, text, uuid } from '@kelp/platform/db';
import type { BulkChange } from '../contract/bulk';

export type BulkState = 'running' | 'stopping' | 'stopped' | 'finished';
export type BulkRowState = 'waiting' | 'done' | 'refused' | 'skipped' | 'stopped';

/** One change of many tickets, worked off in the background. */
export const bulkRuns = tenantColumns(
  'bulk_runs',
  {
    userId: uuid(),
    change: json<BulkChange>(),
    filter: text().withDefault(),
    state: text<BulkState>().withDefault(),
    total: integer(),
    done: integer().withDefault(),
    refused: integer().withDefault(),
    skipped: integer().withDefault(),
    /** The run that this one takes back. */
    undoesId: uuid().orNull(),
    finishedAt: instant().orNull(),
  },
  {
    noun: 'bulk change',
    conflicts: { bulk_runs_undoes_id_unique: 'This change is being taken back already.' },
  },
);

/** The tickets of a run as they were chosen at its start, and what became of each. */
export const bulkRows = bareTenantColumns('bulk_rows', {
  runId: uuid(),
  position: integer(),
  ticketId: uuid(),
  state: text<BulkRowState>().withDefault(),
  reason: text().orNull(),
  before: json<Record<string, unknown>>().orNull(),
  afterVersion: integer().orNull(),
});
