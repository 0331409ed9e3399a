import { abilities, contract, csvPage, idOf, instant, pageOf, paging, z } from '@kelp/kernel/contract';

export const importKinds = [
  ...(['clients', 'contacts', 'locations', 'services', 'tickets', 'time', 'contracts'] as const),
  'opening_balances',
] as const;
export const kindKey = z.enum(importKinds);
export type KindKey = z.output<typeof kindKey>;

export const importSystems = ['csv', 'connectwise', 'autotask', 'halo', 'itflow', 'alga'] as const;
export const systemKey = z.enum(importSystems);
export type SystemKey = z.output<typeof systemKey>;

/** Only new records, only known ones, or both. */
export const importMode = z.enum(['create', 'update', 'both']);
export type ImportMode = z.output<typeof importMode>;

export const importState = z.enum([
  'reading',
  'unreadable',
  'mapping',
  'checking',
  'checked',
  'running',
  'finished',
  'stopped',
  'undoing',
  'undone',
]);
export type ImportState = z.output<typeof importState>;

export const rowState = z.enum([
  'waiting',
  'broken',
  'creates',
  'updates',
  'skips',
  'problem',
  'created',
  'updated',
  'skipped',
  'failed',
  'undone',
  'kept',
]);
export type RowState = z.output<typeof rowState>;

const problem = z.object({
  /** The header of the column; null when it is about the whole line. */
  column: z.string().nullable(),
  value: z.string().nullable(),
  /** What is wrong, and the next step. */
  message: z.string(),
});
export type RowProblem = z.output<typeof problem>;

const field = z.object({
  key: z.string(),
  label: z.string(),
  hint: z.string().nullable(),
  isRequired: z.boolean(),
  choices: z.array(z.string()).nullable(),
});
export type FieldCard = z.output<typeof field>;

/** What can be imported and from where, as far as the caller may. */
export const listImportKinds = contract({
  name: 'import.kinds',
  input: z.object({}),
  output: z.object({
    kinds: z.array(
      z.object({
        key: kindKey,
        label: z.string(),
        fields: z.array(field),
        /** Whether it matters how dates such as 3/4/2026 are read. */
        hasDates: z.boolean(),
      }),
    ),
    systems: z.array(z.object({ key: systemKey, label: z.string(), kinds: z.array(kindKey) })),
  }),
});
export type ImportChoices = z.output<typeof listImportKinds.output>;

const card = z.object({
  id: z.uuid(),
  kind: kindKey,
  system: systemKey,
  mode: importMode,
  state: importState,
  fileName: z.string(),
  total: z.number(),
  counts: z.partialRecord(rowState, z.number()),
  by: z.string(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});
export type ImportCard = z.output<typeof card>;

export const listImports = contract({
  name: 'import.list',
  input: z.object({ ...paging }),
  output: pageOf(card).extend({ abilities }),
});

export const getImport = contract({
  name: 'import.get',
  input: z.object({ id: idOf('import') }),
  output: card.extend({
    version: z.number(),
    isStopping: z.boolean(),
    /** In bytes. */
    fileSize: z.number(),
    encoding: z.string().nullable(),
    delimiter: z.string().nullable(),
    columns: z.array(z.string()),
    mapping: z.record(z.string(), z.number()),
    defaults: z.record(z.string(), z.string()),
    dateOrder: z.enum(['dmy', 'mdy']),
    problem: z.string().nullable(),
    /** The first five rows as they stand in the file. */
    sample: z.array(z.object({ line: z.number(), cells: z.array(z.string()) })),
    /** Earlier imports of the same file that were written and not taken back. */
    sameFile: z.array(z.object({ id: z.uuid(), createdAt: instant })),
    startedAt: instant.nullable(),
    undoneAt: instant.nullable(),
    abilities,
    upTo: z.number(),
  }),
});
export type ImportDetails = z.output<typeof getImport.output>;

/** Takes a file that was sent to /api/uploads; it is read in the background. */
export const createImport = contract({
  name: 'import.create',
  input: z.object({
    uploadId: z.uuid(),
    kind: kindKey,
    system: systemKey.default('csv'),
    mode: importMode.default('both'),
  }),
  output: z.object({ id: z.uuid() }),
});

const one = { id: idOf('import') };
const versioned = z.object({ id: z.uuid(), version: z.number() });

/** Which column fills which field. What was checked before has to be checked again. */
export const mapImport = contract({
  name: 'import.map',
  input: z.object({
    ...one,
    version: z.number().int().optional(),
    /** Field → place of its column, from 0. */
    mapping: z.record(z.string().max(100), z.number().int().min(0).max(1000)).optional(),
    /** Field → what stands in for an empty cell. */
    defaults: z.record(z.string().max(100), z.string().max(1000)).optional(),
    mode: importMode.optional(),
    /** How dates such as 3/4/2026 are read. */
    dateOrder: z.enum(['dmy', 'mdy']).optional(),
  }),
  output: versioned,
});
/** Tries every row and writes nothing. */
export const checkImport = contract({ name: 'import.check', input: z.object(one), output: versioned });
/** Writes what the check found good. */
export const runImport = contract({ name: 'import.run', input: z.object(one), output: versioned });
/** Ends a check or a run; what is written stays. */
export const stopImport = contract({ name: 'import.stop', input: z.object(one), output: versioned });
/** Takes back what was written, where nobody has built on it. */
export const undoImport = contract({ name: 'import.undo', input: z.object(one), output: versioned });
/** Forgets an import of which nothing is written, with its file. */
export const deleteImport = contract({ name: 'import.delete', input: z.object(one), output: z.object({}) });

const row = z.object({
  line: z.number(),
  state: rowState,
  problems: z.array(problem),
  /** What the row is about, in its own words. */
  title: z.string(),
  href: z.string().nullable(),
});
export type ImportRow = z.output<typeof row>;

export const listImportRows = contract({
  name: 'import.rows',
  input: z.object({
    ...one,
    states: z.array(rowState).max(20).optional(),
    /** The line after which to go on. */
    after: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(200).default(100),
  }),
  output: z.object({ rows: z.array(row), next: z.number().nullable() }),
});

/** The rows that were not written, as they stood in the file, each with its reason: to correct and import again. */
export const exportFailedRows = contract({
  name: 'import.failed_rows',
  input: z.object({ ...one, after: paging.after }),
  output: csvPage,
});
