import type { Ctx, JobUnit } from '@kelp/kernel';
import { explainDatabaseError, isHeldByOthers, isRetryable, sql } from '@kelp/platform/db';
import { AppError, isAppError } from '@kelp/std';
import { problemsOf, readRow } from '../domain/read-row';
import { performRow, type Outcome } from './perform-row';
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

/** Ends the trial of a row: everything that it did is rolled back with it. */
class TrialOver extends Error {
  constructor(readonly outcome: Outcome) {
    super('A trial is over.');
  }
}

/**
 * Works an import off, each row in a transaction of its own; may be begun again at any point. Answers whether more is left when its turn is
 * over.
 */
export async function workOff(unit: JobUnit, importId: string, turn: number): Promise<boolean> {
  const begun = Date.now();
  for (;;) {
    const stretch = await unit.transaction((ctx) => nextStretch(ctx, importId, turn));
    if (!stretch) return false;
    if (stretch.job.state === 'checking') await tryAll(unit, stretch);
    else for (const row of stretch.rows) await writeOne(unit, stretch, row);
    await unit.transaction((ctx) => noteProgress(ctx, importId));
    if (Date.now() - begun > turnMs) return true;
  }
}

async function tryAll(unit: JobUnit, stretch: Stretch): Promise<void> {
  const outcomes: ReturnType<typeof noted>[] = [];
  for (const row of stretch.rows) outcomes.push(noted(row, await tryOne(unit, stretch, row)));
  await unit.transaction((ctx) => noteAll(ctx, stretch.job.id, outcomes));
}

async function tryOne(unit: JobUnit, stretch: Stretch, row: WorkRow): Promise<Outcome> {
  try {
    if (!stretch.actor) throw gone;
    return await unit.transaction(
      async (ctx) => {
        const outcome = await performRow(ctx, stretch, row, true);
        await ctx.db.rows(sql`set constraints all immediate`);
        throw new TrialOver(outcome);
      },
      stretch.actor,
      historyOf(stretch, row),
    );
  } catch (error) {
    if (error instanceof TrialOver) return error.outcome;
    return refusalOf(error, stretch, row, 'problem');
  }
}

/**
 * A row need not be on the disk before the next one begins: a crash of the database takes the last ones back together with the note that
 * they were done, and they are worked again.
 */
const commitsLater = sql`select set_config('synchronous_commit', 'off', true)`;

/** One row for good. Its outcome is noted in the same transaction, so that nothing is written twice. */
async function writeOne(unit: JobUnit, stretch: Stretch, row: WorkRow): Promise<void> {
  const isUndo = stretch.job.state === 'undoing';
  try {
    if (!stretch.actor) throw gone;
    await unit.transaction(
      async (ctx) => {
        await ctx.db.rows(commitsLater);
        if (!(await claim(ctx, stretch, row))) return;
        const outcome = isUndo ? await takeBack(ctx, stretch, row) : await performRow(ctx, stretch, row, false);
        await noteAll(ctx, stretch.job.id, [noted(row, outcome, isUndo)]);
      },
      stretch.actor,
      historyOf(stretch, row),
    );
  } catch (error) {
    const outcome = refusalOf(error, stretch, row, isUndo ? 'kept' : 'failed');
    await unit.transaction((ctx) => noteAll(ctx, stretch.job.id, [noted(row, outcome, isUndo)]));
  }
}

/** False when another worker has done the row meanwhile. */
async function claim(ctx: Ctx, { job }: Stretch, { line }: WorkRow): Promise<boolean> {
  const states = job.state === 'undoing' ? ['created', 'updated'] : ['waiting'];
  const found = await ctx.db.maybe(
    sql`select 1 from import_rows where tenant_id = ${ctx.tenant} and import_id = ${job.id} and line = ${line}
        and state = any(${states}::text[]) for update`,
  );
  return found !== undefined;
}

/** Nobody is told of what an import writes; what happened long ago happens then. */
function historyOf({ kind, job, reading }: Stretch, row: WorkRow): { at?: Date } {
  if (!kind.happenedAt || job.state === 'undoing') return {};
  const at = kind.happenedAt(readRow(row.cells, kind.fields, job, reading).values);
  return at ? { at } : {};
}

/** What a row was refused for. An outage is no fault of the row: it is thrown, and the job goes on later where it stood. */
function refusalOf(thrown: unknown, stretch: Stretch, row: WorkRow, state: Outcome['state']): Outcome {
  if (state === 'kept' && isHeldByOthers(thrown))
    return { state, problems: [{ column: null, value: null, message: builtOn(stretch.kind.entity) }] };
  const error = explainDatabaseError(thrown, stretch.conflicts);
  if (isRetryable(thrown) || (isAppError(error) && error.status === 503)) throw thrown;
  const told = isAppError(error) && error.status < 500 ? error : broken;
  return { state, problems: problemsOf(told, stretch.kind.fields, stretch.job, row.cells) };
}

/** What becomes of a row; in an undo it keeps what it is about. */
function noted({ line, entityId, before, afterVersion }: WorkRow, outcome: Outcome, isUndo = false) {
  const kept = isUndo ? { entityId, before, afterVersion } : { entityId: null, before: null, afterVersion: null };
  return { line, ...kept, ...outcome };
}

async function noteAll(ctx: Ctx, importId: string, outcomes: readonly ReturnType<typeof noted>[]): Promise<void> {
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
