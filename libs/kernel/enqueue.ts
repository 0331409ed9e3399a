import { sql } from '@kelp/platform/db';
import type { Ctx } from './context';
import type { Job } from './define';

/** Writes the `jobs` row; the relay adds it to BullMQ after the commit. A key that waits already gives that job's id. */
export async function enqueue(ctx: Ctx, job: Job, input: unknown, runAt?: Date): Promise<string> {
  const parsed = job.input.parse(input);
  const key = job.key(parsed);
  const row = await ctx.db.one<{ id: string }>(
    sql`insert into jobs (tenant_id, id, name, queue, key, input, run_at, cause_id, is_muted, created_at, updated_at)
        values (${ctx.tenant}, ${ctx.newId()}, ${job.name}, ${job.queue}, ${key}, ${JSON.stringify(parsed)},
          ${runAt ?? ctx.now()}, ${ctx.caller.causeId ?? null}, ${ctx.caller.isMuted ?? false}, ${ctx.now()}, ${ctx.now()})
        on conflict (tenant_id, name, key) do update set updated_at = jobs.updated_at returning id`,
  );
  return row.id;
}

/** A timer to be set or moved, or (null) removed. */
export interface Timer {
  key: string;
  dueAt: Date | null;
  payload?: Record<string, unknown>;
}

/** Upserts or removes timer rows of one kind, by set. A claim of an older due time is dropped with the move. */
export async function setDue(ctx: Ctx, kind: string, timers: readonly Timer[]): Promise<void> {
  const gone = timers.flatMap(({ key, dueAt }) => (dueAt ? [] : [key]));
  const waiting = timers.flatMap(({ key, dueAt, payload = {} }) => (dueAt ? [{ key, dueAt, payload }] : []));
  if (gone.length > 0)
    await ctx.db.rows(
      sql`delete from due_items where tenant_id = ${ctx.tenant} and kind = ${kind} and key = any(${gone}::text[])`,
    );
  if (waiting.length > 0)
    await ctx.db.rows(
      sql`insert into due_items (tenant_id, kind, key, due_at, payload)
          select ${ctx.tenant}, ${kind}, key, due_at, payload::jsonb
          from unnest(${waiting.map(({ key }) => key)}::text[], ${waiting.map(({ dueAt }) => dueAt.toISOString())}::timestamptz[],
            ${waiting.map(({ payload }) => JSON.stringify(payload))}::text[]) as timers (key, due_at, payload)
          on conflict (tenant_id, kind, key) do update set due_at = excluded.due_at, payload = excluded.payload, claimed_until = null`,
    );
}
