import { actorOfUser } from '@kelp/identity';
import type { Actor, Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { readTenant } from '@kelp/tenants';
import { kinds } from '../kinds';
import type { ImportKind, Reading } from '../kinds/import-kind';
import { imports, type importRows } from '../tables';

export type Import = Row<typeof imports>;
export type WorkRow = Pick<Row<typeof importRows>, 'line' | 'cells' | 'entityId' | 'before' | 'afterVersion'>;

/** What one stretch of the work needs; read anew for each, so that a stop and a right taken away hold at once. */
export interface Stretch {
  job: Import;
  kind: ImportKind;
  reading: Reading;
  rows: WorkRow[];
  /** In whose name; null when they are no longer active. */
  actor: Actor | null;
  /** Sentences for clashes, by constraint. */
  conflicts: Record<string, string>;
}

/** So many rows are read at a time, and at least a whole set. */
const chunk = 50;

export const readingOf = async (ctx: Ctx, job: Import): Promise<Reading> => {
  const { zone, currency } = await readTenant(ctx);
  return { zone, currency, dateOrder: job.dateOrder };
};

/** The next rows to work on. None when the work is over, was stopped, or goes on in another job. */
export async function nextStretch(ctx: Ctx, importId: string, turn: number): Promise<Stretch | null> {
  const job = await ctx.db.lock(imports, importId);
  const isWorking = job.state === 'checking' || job.state === 'running' || job.state === 'undoing';
  if (!isWorking || job.turn !== turn) return null;
  const kind = kinds[job.kind as keyof typeof kinds];
  const rows = job.isStopping ? [] : await rowsOf(ctx, job, Math.max(chunk, kind.setSize));
  if (rows.length === 0) {
    await finish(ctx, job);
    return null;
  }
  const conflicts = Object.assign(
    {},
    ...[...ctx.tables.values()].map((table) => table.conflicts),
  ) as Stretch['conflicts'];
  const actor = await actorOfUser(ctx, job.userId);
  return {
    job,
    rows,
    actor,
    conflicts,
    kind,
    reading: await readingOf(ctx, job),
  };
}

/** What is written last is taken back first, since it may stand on what was written before. */
const rowsOf = (ctx: Ctx, { id, state }: Import, limit: number) =>
  state === 'undoing'
    ? ctx.db.rows<WorkRow>(
        sql`select line, cells, entity_id, before, after_version from import_rows
            where tenant_id = ${ctx.tenant} and import_id = ${id} and state in ('created', 'updated') order by line desc limit ${chunk}`,
      )
    : ctx.db.rows<WorkRow>(
        sql`select line, cells, entity_id, before, after_version from import_rows
            where tenant_id = ${ctx.tenant} and import_id = ${id} and state = 'waiting' order by line limit ${limit}`,
      );

async function finish(ctx: Ctx, job: Import): Promise<void> {
  const now = ctx.now();
  const { isStopping } = job;
  if (job.state === 'checking')
    await ctx.db.update(imports, job.id, { state: isStopping ? 'mapping' : 'checked', isStopping: false });
  if (job.state === 'running')
    await ctx.db.update(imports, job.id, {
      state: isStopping ? 'stopped' : 'finished',
      isStopping: false,
      finishedAt: now,
    });
  if (job.state === 'undoing') {
    const state = isStopping ? 'stopped' : 'undone';
    await ctx.db.update(imports, job.id, { state, isStopping: false, ...(isStopping ? {} : { undoneAt: now }) });
  }
  await noteProgress(ctx, job.id);
}

/** Counts anew instead of adding up, so that a stretch which is worked twice is not counted twice. */
export async function noteProgress(ctx: Ctx, importId: string): Promise<void> {
  await ctx.db.rows(
    sql`update imports set updated_at = ${ctx.now()}, counts = coalesce((select jsonb_object_agg(state, n) from (
          select state, count(*) as n from import_rows where tenant_id = ${ctx.tenant} and import_id = ${importId} group by state) c), '{}')
        where tenant_id = ${ctx.tenant} and id = ${importId}`,
  );
  ctx.touch('import');
}
