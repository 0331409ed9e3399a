import { bareTenantColumns, instant, integer, json, localDate, tenantColumns, text, uuid } from '@kelp/platform/db';
import type { MappingKind, Target } from '../domain/accounting/targets';

/** What our accounts, services, taxes, clients and ways of payment are called in another system. */
export const accountingMappings = tenantColumns(
  'accounting_mappings',
  { target: text<Target>(), kind: text<MappingKind>(), key: text(), value: text() },
  {
    noun: 'accounting mapping',
    conflicts: {
      accounting_mappings_target_kind_key_unique: 'Somebody else has just mapped this. Reload and look.',
    },
  },
);

export interface BatchTotal {
  currency: string;
  /** Minor units as text; the credits are the same. */
  debit: string;
}

export const accountingBatches = tenantColumns(
  'accounting_batches',
  {
    target: text<Target>(),
    fromOn: localDate().orNull(),
    /** The last day. */
    toOn: localDate(),
    state: text<'exported' | 'cancelled'>().withDefault(),
    entryCount: integer(),
    errorCount: integer(),
    totals: json<BatchTotal[]>(),
    exportedAt: instant(),
    exportedBy: text(),
    cancelledAt: instant().orNull(),
    cancelledBy: text().orNull(),
  },
  { noun: 'accounting export' },
);

/** Insert only: a file is given out again as it was made. */
export const accountingFiles = bareTenantColumns(
  'accounting_files',
  { id: uuid(), batchId: uuid(), name: text(), content: text(), sha256: text() },
  { isAudited: false, noun: 'file of an accounting export' },
);

/** What became of a journal entry in a batch; it is exported in one living batch a target. */
export const accountingDocuments = bareTenantColumns(
  'accounting_documents',
  {
    id: uuid(),
    batchId: uuid(),
    target: text<Target>(),
    entryId: uuid(),
    state: text<'exported' | 'error' | 'cancelled'>(),
    problem: text().withDefault(),
  },
  {
    isAudited: false,
    noun: 'exported document',
    conflicts: { accounting_documents_once: 'Some of this was exported by somebody else just now. Look again.' },
  },
);

export const accountingTables = [accountingMappings, accountingBatches, accountingFiles, accountingDocuments];
