import {
  bareTenantColumns,
  bigint,
  boolean,
  instant,
  integer,
  json,
  tenantColumns,
  text,
  uuid,
} from '@kelp/platform/db';
import type { ImportMode, ImportState, RowProblem, RowState } from './contract';
import type { Encoding } from './domain/decode-file';

/** One file of another system, from its reading to its undoing. */
export const imports = tenantColumns(
  'imports',
  {
    /** In whose name it is written. */
    userId: uuid(),
    kind: text(),
    system: text(),
    mode: text<ImportMode>().withDefault(),
    state: text<ImportState>().withDefault(),
    isStopping: boolean().withDefault(),
    fileName: text(),
    /** In bytes. */
    fileSize: bigint(),
    sha256: text(),
    /** Where its bytes are until they are read. */
    storageKey: text().orNull(),
    encoding: text<Encoding>().orNull(),
    delimiter: text().orNull(),
    columns: json<string[]>().withDefault(),
    /** Field → place of its column, from 0. */
    mapping: json<Record<string, number>>().withDefault(),
    /** Field → what stands in for an empty cell. */
    defaults: json<Record<string, string>>().withDefault(),
    dateOrder: text<'dmy' | 'mdy'>().withDefault(),
    total: integer().withDefault(),
    counts: json<Partial<Record<RowState, number>>>().withDefault(),
    /** Why the file cannot be read. */
    problem: text().orNull(),
    /** Counts the stretches of work, so that each is a job of its own. */
    turn: integer().withDefault(),
    startedAt: instant().orNull(),
    finishedAt: instant().orNull(),
    undoneAt: instant().orNull(),
  },
  {
    noun: 'import',
    conflicts: {
      imports_one_at_a_time:
        'Another import of this workspace is being written or taken back. Wait until it is done, or stop it.',
    },
  },
);

/** The rows of a file as they were read, and what became of each. */
export const importRows = bareTenantColumns('import_rows', {
  importId: uuid(),
  /** In the file, from 1. */
  line: integer(),
  cells: json<string[]>(),
  state: text<RowState>().withDefault(),
  problems: json<RowProblem[]>().withDefault(),
  entityId: uuid().orNull(),
  /** What an update changed, as it was; null where a record was made. */
  before: json<Record<string, unknown>>().orNull(),
  afterVersion: integer().orNull(),
});

/** What a record was called in another system. A record that is gone leaves its name behind until it is imported again. */
export const externalRefs = tenantColumns(
  'external_refs',
  { system: text(), entity: text(), externalId: text(), entityId: uuid(), importId: uuid().orNull() },
  {
    noun: 'external id',
    isAudited: false,
    conflicts: { external_refs_system_entity_external_id_unique: 'Another record has this id of the other system.' },
  },
);
