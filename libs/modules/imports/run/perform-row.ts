import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { RowProblem, RowState } from '../contract';
import { readRow } from '../domain/read-row';
import type { RowCtx, Values } from '../kinds/import-kind';
import { byExternalId, noteExternalId } from '../kinds/lookups';
import type { Stretch, WorkRow } from './stretch';

export interface Outcome {
  state: RowState;
  problems: RowProblem[];
  entityId?: string | null;
  before?: Record<string, unknown> | null;
  afterVersion?: number | null;
}

const said = (state: RowState, message: string, entityId: string | null = null): Outcome => ({
  state,
  entityId,
  problems: [{ column: null, value: null, message }],
});

/**
 * Does what a row says: makes or changes one record by the actions of its room. The record is told by the other system's id, then by what
 * is unique of it. Throws what an action refuses.
 */
export async function performRow(ctx: Ctx, stretch: Stretch, row: WorkRow, isTrial: boolean): Promise<Outcome> {
  ctx.require('import.run');
  const { job, kind } = stretch;
  const { values, problems } = readRow(row.cells, kind.fields, job, stretch.reading);
  if (problems.length > 0) return { state: isTrial ? 'problem' : 'failed', problems };
  const around: RowCtx = {
    system: job.system,
    importId: job.id,
    isTrial,
    isAbove: (field, words) => isAbove(ctx, stretch, row, field, words),
  };
  const externalId = values['externalId'];
  const note = async (entityId: string) => {
    if (externalId) await noteExternalId(ctx, around, kind.entity, String(externalId), entityId);
  };
  const id = await recordOf(ctx, stretch, values, around);
  const skips = isTrial ? 'skips' : 'skipped';
  if (id && (job.mode === 'create' || kind.isHistory))
    return said(skips, `There is such a ${kind.entity} already; only new ones are imported.`, id);
  if (!id && job.mode === 'update')
    return said(skips, `There is no such ${kind.entity} yet; only known ones are changed.`);
  if (!id) {
    const made = await kind.create(ctx, values, around);
    await note(made);
    const afterVersion = await kind.versionOf(ctx, made);
    // What a trial made is gone again.
    if (isTrial) return { state: 'creates', problems: [] };
    return { state: 'created', problems: [], entityId: made, before: null, afterVersion };
  }
  const version = await kind.versionOf(ctx, id);
  const before = await kind.update(ctx, id, values, around);
  const afterVersion = await kind.versionOf(ctx, id);
  await note(id);
  if (version === afterVersion) return said(skips, 'Everything in this line is there already.', id);
  return { state: isTrial ? 'updates' : 'updated', problems: [], entityId: id, before, afterVersion };
}

async function recordOf(ctx: Ctx, { job, kind }: Stretch, values: Values, around: RowCtx): Promise<string | null> {
  const externalId = values['externalId'];
  const known = externalId ? await byExternalId(ctx, job.system, kind.entity, String(externalId)) : null;
  const living = known ? await kind.follow(ctx, known) : null;
  return living ?? kind.find(ctx, values, around);
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
