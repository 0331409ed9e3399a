import { defineAction, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid, refused } from '@kelp/std';
import { checkImport, deleteImport, runImport, stopImport, undoImport, type KindKey, type RowState } from '../contract';
import { beginTurn } from '../jobs/work-import';
import { kinds } from '../kinds';
import type { Import } from '../run/stretch';
import { imports } from '../tables';
import { lockImport, personOf, requireKind } from './lock-import';

/** Puts an import to work in the name of whoever asks for it. */
async function begin(ctx: Ctx, job: Import, state: 'checking' | 'running' | 'undoing') {
  const started = state === 'running' ? { startedAt: ctx.now() } : {};
  const saved = await ctx.db.update(imports, job.id, { state, userId: personOf(ctx), isStopping: false, ...started });
  await beginTurn(ctx, job.id, job.turn + 1, true);
  ctx.touch('import');
  return { id: job.id, version: saved.version };
}

const move = (ctx: Ctx, id: string, from: readonly RowState[], to: RowState) =>
  ctx.db.rows(
    sql`update import_rows set state = ${to} where tenant_id = ${ctx.tenant} and import_id = ${id} and state = any(${[...from]}::text[])`,
  );

/** A required field needs a column or a default, or every row would fail for the same reason. */
function refuseIncomplete({ kind, mapping, defaults }: Import): void {
  const isFilled = (key: string) => mapping[key] !== undefined || Boolean(defaults[key]?.trim());
  const missing = kinds[kind as KindKey].fields.filter(
    ({ key, isRequired, orFields = [] }) => isRequired && ![key, ...orFields].some(isFilled),
  );
  if (missing.length === 0) return;
  const names = missing.map(({ label }) => label).join(', ');
  throw invalid(
    `Choose a column or a default for: ${names}.`,
    Object.fromEntries(missing.map(({ key, label }) => [`mapping.${key}`, `Choose a column for ${label}.`])),
  );
}

/** Tries every row and writes nothing. */
export const checkImportAction = defineAction(checkImport, {
  permission: 'import.run',
  run: async (ctx, { id }) => {
    const job = await lockImport(ctx, id, 'mapping', 'checked');
    refuseIncomplete(job);
    requireKind(ctx, job.kind as KindKey, job.mode);
    await ctx.db.rows(
      sql`update import_rows set state = 'waiting', problems = '[]', entity_id = null, before = null, after_version = null
          where tenant_id = ${ctx.tenant} and import_id = ${id} and state <> 'broken'`,
    );
    return begin(ctx, job, 'checking');
  },
});

/** Writes the rows that the check found good; the others count as failed. */
export const runImportAction = defineAction(runImport, {
  permission: 'import.run',
  run: async (ctx, { id }) => {
    const job = await lockImport(ctx, id, 'checked');
    requireKind(ctx, job.kind as KindKey, job.mode);
    const { creates = 0, updates = 0 } = job.counts;
    if (creates + updates === 0)
      throw refused('import.nothing', 'No row can be written. Correct the rows with problems and begin again.');
    const begun = await begin(ctx, job, 'running');
    await move(ctx, id, ['creates', 'updates'], 'waiting');
    await move(ctx, id, ['problem', 'broken'], 'failed');
    await move(ctx, id, ['skips'], 'skipped');
    return begun;
  },
});

/** Lets no further row be worked on; what is written stays. An import that is not at work stays as it is. */
export const stopImportAction = defineAction(stopImport, {
  permission: 'import.run',
  run: async (ctx, { id }) => {
    const job = await ctx.db.lock(imports, id);
    const isWorking = job.state === 'checking' || job.state === 'running' || job.state === 'undoing';
    const saved = isWorking ? await ctx.db.update(imports, id, { isStopping: true }) : job;
    ctx.touch('import');
    return { id, version: saved.version };
  },
});

/** Begins to take back what was written; what somebody changed since is left and named. */
export const undoImportAction = defineAction(undoImport, {
  permission: 'import.undo',
  run: async (ctx, { id }) => {
    const job = await lockImport(ctx, id, 'finished', 'stopped');
    const { created = 0, updated = 0 } = job.counts;
    if (created + updated === 0)
      throw refused('import.nothing', 'Nothing was written, so there is nothing to take back.');
    return begin(ctx, job, 'undoing');
  },
});

/** Forgets an import with its rows, as long as nothing of it is written. */
export const deleteImportAction = defineAction(deleteImport, {
  permission: 'import.run',
  run: async (ctx, { id }) => {
    await lockImport(ctx, id, 'unreadable', 'mapping', 'checked', 'undone');
    await ctx.db.rows(
      sql`update external_refs set import_id = null where tenant_id = ${ctx.tenant} and import_id = ${id}`,
    );
    await ctx.db.rows(sql`delete from import_rows where tenant_id = ${ctx.tenant} and import_id = ${id}`);
    await ctx.db.remove(imports, id);
    ctx.touch('import');
    return {};
  },
});
