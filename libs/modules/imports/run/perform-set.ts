import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { isRefusedTogether, RefusedTogether } from '@kelp/std';
import type { RowProblem, RowState } from '../contract';
import { readRow } from '../domain/read-row';
import type { SetCtx, SetRow } from '../kinds/import-kind';
import { livingByExternalIds, noteExternalIds, type Called } from '../kinds/lookups';
import type { Stretch, WorkRow } from './stretch';

export interface Outcome {
  state: RowState;
  problems: RowProblem[];
  entityId?: string | null;
  before?: Record<string, unknown> | null;
  afterVersion?: number | null;
}

/** What became of rows, by line. */
export type Outcomes = Map<number, Outcome>;

const said = (state: RowState, message: string, entityId: string | null = null): Outcome => ({
  state,
  entityId,
  problems: [{ column: null, value: null, message }],
});

type Line = SetRow & { line: number; problems: RowProblem[] };

/**
 * Does what the rows of a set say: makes their records by the actions of their room, all at once. A record is told by the other system's id, then
 * by what is unique of it. Known records are changed one at a time: in a set of several their rows get no outcome yet. Throws what an action
 * refuses; of several rows together, by line.
 */
export async function performSet(
  ctx: Ctx,
  stretch: Stretch,
  rows: readonly WorkRow[],
  isTrial: boolean,
): Promise<Outcomes> {
  ctx.require('import.run');
  const { job, kind } = stretch;
  const around: SetCtx = { system: job.system, importId: job.id, isTrial };
  const outcomes: Outcomes = new Map();
  const good: Line[] = [];
  for (const line of rows.map((row) => lineOf(ctx, stretch, row))) {
    if (line.problems.length === 0) good.push(line);
    else outcomes.set(line.line, { state: isTrial ? 'problem' : 'failed', problems: line.problems });
  }
  const ids = await recordsOf(ctx, stretch, good, around);
  const fresh: Line[] = [];
  const skips = isTrial ? 'skips' : 'skipped';
  for (const [place, line] of good.entries()) {
    const id = ids[place];
    if (id && (job.mode === 'create' || kind.isHistory))
      outcomes.set(line.line, said(skips, `There is such a ${kind.entity} already; only new ones are imported.`, id));
    else if (!id && job.mode === 'update')
      outcomes.set(line.line, said(skips, `There is no such ${kind.entity} yet; only known ones are changed.`));
    else if (!id) fresh.push(line);
    else if (rows.length === 1) outcomes.set(line.line, await changeOne(ctx, stretch, line, { id, around }));
  }
  await createAll(ctx, stretch, { fresh, around, outcomes });
  return outcomes;
}

const lineOf = (ctx: Ctx, stretch: Stretch, row: WorkRow): Line => ({
  line: row.line,
  ...readRow(row.cells, stretch.kind.fields, stretch.job, stretch.reading),
  isAbove: (field, words) => isAbove(ctx, stretch, row, field, words),
});

const externalIdOf = ({ values }: SetRow): string => String(values['externalId'] ?? '');

/** The record that each row is about; null where there is none yet. */
async function recordsOf(
  ctx: Ctx,
  { kind }: Stretch,
  lines: readonly Line[],
  around: SetCtx,
): Promise<(string | null)[]> {
  const { system } = around;
  const living = await livingByExternalIds(ctx, kind.follow, { system, entity: kind.entity }, lines.map(externalIdOf));
  const ids = lines.map((line) => living.get(externalIdOf(line)) ?? null);
  const others = lines.flatMap((line, place) => (ids[place] ? [] : [{ line, place }]));
  const asked = others.map(({ line }) => line);
  const found = asked.length === 0 ? [] : await toldByLine(asked, () => kind.find(ctx, asked, around));
  others.forEach(({ place }, n) => (ids[place] = found[n] ?? null));
  return ids;
}

async function createAll(
  ctx: Ctx,
  { kind }: Stretch,
  { fresh, around, outcomes }: { fresh: readonly Line[]; around: SetCtx; outcomes: Outcomes },
): Promise<void> {
  if (fresh.length === 0) return;
  const made = await toldByLine(fresh, () => kind.create(ctx, fresh, around));
  const called: Called[] = [];
  for (const [place, line] of fresh.entries()) {
    const { id, version = null } = made[place] ?? {};
    if (!id) throw new Error(`The kind ${kind.key} made too few records.`);
    if (externalIdOf(line)) called.push({ externalId: externalIdOf(line), entityId: id });
    // What a trial made is gone again.
    const outcome: Outcome = around.isTrial
      ? { state: 'creates', problems: [] }
      : { state: 'created', problems: [], entityId: id, before: null, afterVersion: version };
    outcomes.set(line.line, outcome);
  }
  await noteExternalIds(ctx, around, kind.entity, called);
}

/** Refusals of a set name their place in it; here they get their line. */
async function toldByLine<T>(lines: readonly Line[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isRefusedTogether(error)) throw error;
    throw new RefusedTogether(new Map([...error.refusals].map(([place, one]) => [lines[place]?.line ?? 0, one])));
  }
}

async function changeOne(
  ctx: Ctx,
  { kind }: Stretch,
  line: Line,
  { id, around }: { id: string; around: SetCtx },
): Promise<Outcome> {
  const version = await kind.versionOf(ctx, id);
  const before = await kind.update(ctx, id, line.values, { ...around, isAbove: line.isAbove });
  const afterVersion = await kind.versionOf(ctx, id);
  if (externalIdOf(line))
    await noteExternalIds(ctx, around, kind.entity, [{ externalId: externalIdOf(line), entityId: id }]);
  if (version === afterVersion)
    return said(around.isTrial ? 'skips' : 'skipped', 'Everything in this line is there already.', id);
  return { state: around.isTrial ? 'updates' : 'updated', problems: [], entityId: id, before, afterVersion };
}

/** Whether a line above, that is going to be written, says this of a field. */
async function isAbove(ctx: Ctx, { job }: Stretch, { line }: WorkRow, field: string, words: string): Promise<boolean> {
  const place = job.mapping[field];
  if (place === undefined) return false;
  const found = await ctx.db.maybe(
    sql`select 1 from import_rows where tenant_id = ${ctx.tenant} and import_id = ${job.id} and line < ${line}
        and state in ('waiting', 'creates', 'updates') and lower(trim(cells ->> ${place}::int)) = lower(${words}) limit 1`,
  );
  return found !== undefined;
}
