import type { Ctx, JobUnit } from '@kelp/kernel';
import { explainDatabaseError, isHeldByOthers, isRetryable, sql } from '@kelp/platform/db';
import { AppError, isAppError, isRefusedTogether } from '@kelp/std';
import { problemsOf } from '../domain/read-row';
import { performSet, type Outcome, type Outcomes } from './perform-set';
import { setsOf } from './sets-of';
import { nextStretch, noteProgress, type Stretch, type WorkRow } from './stretch';
import { takeBack } from './take-back';

/** So long one import works before others may have their turn. */
const turnMs = 15_000;

const gone = new AppError(
  'import.gone',
  409,
  'Whoever began this import is no longer active. Let somebody else run it.',
);
const broken = new AppError(
  'import.broken',
  409,
  'Something went wrong on our side with this line. It was recorded; import it again later.',
);

const builtOn = (entity: string) =>
  `Other records refer to this ${entity} by now, so it was left as it is. Take those away first, or keep it.`;

/** Ends the trial of a set: everything that it did is rolled back with it. */
class TrialOver extends Error {
  constructor(readonly outcomes: Outcomes) {
    super('A trial is over.');
  }
}

type Notes = ReturnType<typeof noted>[];

/**
 * Works an import off, each set of rows in a transaction of its own; may be begun again at any point. Answers whether more is left when its turn is
 * over.
 */
export async function workOff(unit: JobUnit, importId: string, turn: number): Promise<boolean> {
  const begun = Date.now();
  for (;;) {
    const stretch = await unit.transaction((ctx) => nextStretch(ctx, importId, turn));
    if (!stretch) return false;
    const notes: Notes = [];
    for (const set of setsOf(stretch)) await workSet(unit, stretch, set, notes);
    await unit.transaction(async (ctx) => {
      await noteAll(ctx, importId, notes);
      await noteProgress(ctx, importId);
    });
    if (Date.now() - begun > turnMs) return true;
  }
}

/**
 * One set of rows. What is written is noted with it; what was refused or only tried is added to the notes. Of a set that fails as a whole each half
 * is tried by itself, down to the one row that is at fault: it harms no other.
 */
async function workSet(unit: JobUnit, stretch: Stretch, rows: readonly WorkRow[], notes: Notes): Promise<void> {
  if (rows.length === 0) return;
  let left: readonly WorkRow[];
  try {
    left = await (stretch.job.state === 'checking' ? trySet : writeSet)(unit, stretch, rows, notes);
  } catch (error) {
    await workApart(unit, stretch, rows, notes, error);
    return;
  }
  for (const row of left) await workSet(unit, stretch, [row], notes);
}

async function workApart(
  unit: JobUnit,
  stretch: Stretch,
  rows: readonly WorkRow[],
  notes: Notes,
  error: unknown,
): Promise<void> {
  const refuse = (row: WorkRow, thrown: unknown) =>
    notes.push(noted(row, refusalOf(thrown, stretch, row), stretch.job.state === 'undoing'));
  throwOutage(error);
  if (error === gone || rows.length === 1) rows.forEach((row) => refuse(row, error));
  else if (isRefusedTogether(error)) {
    for (const row of rows) if (error.refusals.has(row.line)) refuse(row, error.refusals.get(row.line));
    const others = rows.filter(({ line }) => !error.refusals.has(line));
    await workSet(unit, stretch, others, notes);
  } else {
    const half = Math.ceil(rows.length / 2);
    await workSet(unit, stretch, rows.slice(0, half), notes);
    await workSet(unit, stretch, rows.slice(half), notes);
  }
}

/** Tries a set and rolls it back. Answers the rows that have to be tried one at a time. */
async function trySet(unit: JobUnit, stretch: Stretch, rows: readonly WorkRow[], notes: Notes): Promise<WorkRow[]> {
  if (!stretch.actor) throw gone;
  const outcomes = await unit
    .transaction(
      async (ctx): Promise<Outcomes> => {
        const found = await performSet(ctx, stretch, rows, true);
        await ctx.db.rows(sql`set constraints all immediate`);
        throw new TrialOver(found);
      },
      stretch.actor,
      {},
    )
    .catch((error: unknown) => {
      if (error instanceof TrialOver) return error.outcomes;
      throw error;
    });
  notes.push(...notesOf(rows, outcomes));
  return rows.filter(({ line }) => !outcomes.has(line));
}

/**
 * A row need not be on the disk before the next one begins: a crash of the database takes the last ones back together with the note that
 * they were done, and they are worked again.
 */
const commitsLater = sql`select set_config('synchronous_commit', 'off', true)`;

/**
 * A set for good, in a history: nobody is told of what an import writes. Outcomes are noted in the same transaction, so that nothing is written
 * twice. Answers the rows that have to be written one at a time.
 */
async function writeSet(unit: JobUnit, stretch: Stretch, rows: readonly WorkRow[]): Promise<WorkRow[]> {
  if (!stretch.actor) throw gone;
  return unit.transaction(
    async (ctx) => {
      await ctx.db.rows(commitsLater);
      const claimed = await claim(ctx, stretch, rows);
      const isUndo = stretch.job.state === 'undoing';
      const outcomes = isUndo
        ? await takeBackAll(ctx, stretch, claimed)
        : await performSet(ctx, stretch, claimed, false);
      await noteAll(ctx, stretch.job.id, notesOf(claimed, outcomes, isUndo));
      return claimed.filter(({ line }) => !outcomes.has(line));
    },
    stretch.actor,
    {},
  );
}

async function takeBackAll(ctx: Ctx, stretch: Stretch, rows: readonly WorkRow[]): Promise<Outcomes> {
  const outcomes: Outcomes = new Map();
  for (const row of rows) outcomes.set(row.line, await takeBack(ctx, stretch, row));
  return outcomes;
}

/** Those of the rows that no other worker has done meanwhile. */
async function claim(ctx: Ctx, { job }: Stretch, rows: readonly WorkRow[]): Promise<WorkRow[]> {
  const states = job.state === 'undoing' ? ['created', 'updated'] : ['waiting'];
  const found = await ctx.db.rows<{ line: number }>(
    sql`select line from import_rows where tenant_id = ${ctx.tenant} and import_id = ${job.id}
        and line = any(${rows.map(({ line }) => line)}::int[]) and state = any(${states}::text[]) order by line for update`,
  );
  const lines = new Set(found.map(({ line }) => line));
  return rows.filter(({ line }) => lines.has(line));
}

/** An outage is no fault of the rows: it is thrown, and the job goes on later where it stood. */
function throwOutage(thrown: unknown): void {
  const error = explainDatabaseError(thrown, {});
  if (isRetryable(thrown) || (isAppError(error) && error.status === 503)) throw thrown;
}

/** What a row was refused for. */
function refusalOf(thrown: unknown, { job, kind, conflicts }: Stretch, { cells }: WorkRow): Outcome {
  const state = job.state === 'checking' ? 'problem' : job.state === 'undoing' ? 'kept' : 'failed';
  if (state === 'kept' && isHeldByOthers(thrown))
    return { state, problems: [{ column: null, value: null, message: builtOn(kind.entity) }] };
  const error = explainDatabaseError(thrown, conflicts);
  const told = isAppError(error) && error.status < 500 ? error : broken;
  return { state, problems: problemsOf(told, kind.fields, job, cells) };
}

const notesOf = (rows: readonly WorkRow[], outcomes: Outcomes, isUndo = false): Notes =>
  rows.flatMap((row) => {
    const outcome = outcomes.get(row.line);
    return outcome ? [noted(row, outcome, isUndo)] : [];
  });

/** What becomes of a row; in an undo it keeps what it is about. */
function noted({ line, entityId, before, afterVersion }: WorkRow, outcome: Outcome, isUndo = false) {
  const kept = isUndo ? { entityId, before, afterVersion } : { entityId: null, before: null, afterVersion: null };
  return { line, ...kept, ...outcome };
}

async function noteAll(ctx: Ctx, importId: string, outcomes: Readonly<Notes>): Promise<void> {
  if (outcomes.length === 0) return;
  const rows = outcomes.map(({ entityId, afterVersion, ...rest }) => ({
    ...rest,
    entity_id: entityId ?? null,
    after_version: afterVersion ?? null,
  }));
  await ctx.db.rows(
    sql`update import_rows r set state = o.state, problems = o.problems, entity_id = o.entity_id, before = nullif(o.before, 'null'::jsonb),
          after_version = o.after_version
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as o (line int, state text, problems jsonb, entity_id uuid, before jsonb, after_version int)
        where r.tenant_id = ${ctx.tenant} and r.import_id = ${importId} and r.line = o.line`,
  );
}
