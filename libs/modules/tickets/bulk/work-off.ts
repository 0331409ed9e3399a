import { actorOfUser } from '@kelp/identity';
import type { Actor, Ctx, JobUnit } from '@kelp/kernel';
import { explainDatabaseError, sql, type Row } from '@kelp/platform/db';
import { isAppError } from '@kelp/std';
import { bulkRuns, tickets, type BulkRowState } from '../tables';
import { changeOf, kindOf } from './changes';

type Run = Row<typeof bulkRuns>;

interface WaitingRow {
  position: number;
  ticketId: string;
  before: Record<string, unknown> | null;
  afterVersion: number | null;
}

/** What one stretch of the work needs; read anew for each, so that a stop and a right taken away hold at once. */
interface Stretch {
  run: Run;
  /** The run that this one takes back. */
  undone: Run | null;
  rows: WaitingRow[];
  actor: Actor | null;
}

const chunk = 25;

/** Works a run off, each ticket in a transaction of its own; may be begun again at any point. */
export async function workOff(unit: JobUnit, runId: string): Promise<void> {
  for (;;) {
    const stretch = await unit.transaction((ctx) => nextStretch(ctx, runId));
    if (!stretch) return;
    for (const row of stretch.rows) await workRow(unit, stretch, row);
    await unit.transaction((ctx) => noteProgress(ctx, runId));
  }
}

async function nextStretch(ctx: Ctx, runId: string): Promise<Stretch | null> {
  const run = await ctx.db.lock(bulkRuns, runId);
  if (run.state === 'stopped' || run.state === 'finished') return null;
  const rows =
    run.state === 'stopping'
      ? []
      : await ctx.db.rows<WaitingRow>(
          sql`select position, ticket_id, before, after_version from bulk_rows
              where tenant_id = ${ctx.tenant} and run_id = ${runId} and state = 'waiting' order by position limit ${chunk}`,
        );
  if (rows.length === 0) {
    await finish(ctx, run);
    return null;
  }
  const undone = run.undoesId ? await ctx.db.get(bulkRuns, run.undoesId) : null;
  return { run, undone, rows, actor: await actorOfUser(ctx, run.userId) };
}

async function finish(ctx: Ctx, run: Run): Promise<void> {
  const isStopped = run.state === 'stopping';
  if (isStopped)
    await ctx.db.rows(
      sql`update bulk_rows set state = 'stopped' where tenant_id = ${ctx.tenant} and run_id = ${run.id} and state = 'waiting'`,
    );
  await ctx.db.update(bulkRuns, run.id, { state: isStopped ? 'stopped' : 'finished', finishedAt: ctx.now() });
  ctx.touch('bulk_run');
}

async function workRow(unit: JobUnit, stretch: Stretch, row: WaitingRow): Promise<void> {
  const { run, actor } = stretch;
  try {
    if (!actor) return await unit.transaction((ctx) => note(ctx, run.id, row, 'refused', gone));
    await unit.transaction((ctx) => (stretch.undone ? takeBack(ctx, stretch, row) : carryOut(ctx, run, row)), actor);
  } catch (thrown) {
    const error = explainDatabaseError(thrown, {});
    if (!isAppError(error) || error.status >= 500) throw thrown;
    await unit.transaction((ctx) => note(ctx, run.id, row, 'refused', error.message));
  }
}

const gone = 'Whoever began this change is no longer active.';
const changedSince = 'Somebody changed this ticket since, so it was left as it is.';

async function carryOut(ctx: Ctx, run: Run, row: WaitingRow): Promise<void> {
  ctx.require('ticket.bulk');
  const ticket = await ctx.db.lock(tickets, row.ticketId);
  const change = changeOf(run.change);
  const before = await kindOf(change).apply(ctx, ticket, change);
  const after = await ctx.db.get(tickets, row.ticketId);
  await note(ctx, run.id, row, 'done', null, before, after.version);
}

async function takeBack(ctx: Ctx, { run, undone }: Stretch, row: WaitingRow): Promise<void> {
  ctx.require('ticket.bulk');
  const ticket = await ctx.db.lock(tickets, row.ticketId);
  if (!undone || ticket.version !== row.afterVersion) return note(ctx, run.id, row, 'skipped', changedSince);
  const rest = await kindOf(undone.change).restore(ctx, row.ticketId, row.before ?? {});
  await note(ctx, run.id, row, 'done', rest);
}

async function note(
  ctx: Ctx,
  runId: string,
  { position }: WaitingRow,
  state: BulkRowState,
  reason: string | null,
  before?: Record<string, unknown>,
  afterVersion?: number,
): Promise<void> {
  await ctx.db.rows(
    sql`update bulk_rows set state = ${state}, reason = ${reason}, before = coalesce(${before ? JSON.stringify(before) : null}::jsonb, before),
          after_version = coalesce(${afterVersion ?? null}, after_version)
        where tenant_id = ${ctx.tenant} and run_id = ${runId} and position = ${position}`,
  );
}

/** Counts anew instead of adding up, so that a stretch which is worked twice is not counted twice. */
async function noteProgress(ctx: Ctx, runId: string): Promise<void> {
  await ctx.db.rows(
    sql`update bulk_runs r set done = c.done, refused = c.refused, skipped = c.skipped, updated_at = ${ctx.now()}
        from (select count(*) filter (where state = 'done') as done, count(*) filter (where state = 'refused') as refused,
            count(*) filter (where state = 'skipped') as skipped
          from bulk_rows where tenant_id = ${ctx.tenant} and run_id = ${runId}) c
        where r.tenant_id = ${ctx.tenant} and r.id = ${runId}`,
  );
  ctx.touch('bulk_run');
}
