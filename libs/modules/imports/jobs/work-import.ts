import { defineJob, z, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { findClashes } from '../run/find-clashes';
import { workOff } from '../run/work-off';
import { imports } from '../tables';

/** So many reactions to what was written may wait; more would hold up those of other workspaces. */
const mostWaiting = 2000;
const restMs = 5_000;

/** Checks, writes or takes back an import, a stretch at a time: between two, others have their turn. */
export const workImport = defineJob({
  name: 'import.work',
  queue: 'imports',
  input: z.object({ importId: z.uuid(), turn: z.number().int(), isFirst: z.boolean() }),
  key: ({ importId, turn }) => `${importId}:${turn}`,
  process: async (unit, { importId, turn, isFirst }) => {
    const { state } = await unit.transaction((ctx) => ctx.db.get(imports, importId));
    if (isFirst && state === 'checking') await findClashes(unit, importId);
    if (await workOff(unit, importId, turn)) await unit.transaction((ctx) => passOn(ctx, importId, turn));
  },
});

/** The next stretch is a job of its own; it waits while many reactions to this workspace's events do. */
async function passOn(ctx: Ctx, importId: string, turn: number): Promise<void> {
  const job = await ctx.db.lock(imports, importId);
  if (job.turn !== turn) return;
  const { waiting } = await ctx.db.one<{ waiting: number }>(
    sql`select count(*)::int as waiting from (select 1 from deliveries where tenant_id = ${ctx.tenant} and state = 'pending'
        limit ${mostWaiting + 1}) d`,
  );
  const restUntil = new Date(ctx.now().getTime() + restMs);
  await beginTurn(ctx, importId, turn + 1, false, waiting > mostWaiting ? restUntil : undefined);
}

/** Makes the job of a stretch; jobs of earlier ones find that it is not their turn. */
export async function beginTurn(ctx: Ctx, importId: string, turn: number, isFirst: boolean, at?: Date): Promise<void> {
  await ctx.db.rows(sql`update imports set turn = ${turn} where tenant_id = ${ctx.tenant} and id = ${importId}`);
  await ctx.enqueue(workImport, { importId, turn, isFirst }, at);
}
