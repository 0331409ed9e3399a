import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { Outcome } from './perform-set';
import type { Stretch, WorkRow } from './stretch';

const kept = (message: string): Outcome => ({ state: 'kept', problems: [{ column: null, value: null, message }] });

/** Takes back what a row wrote: removes what it made, restores what it changed. What somebody changed since stays as it is. */
export async function takeBack(ctx: Ctx, { job, kind }: Stretch, row: WorkRow): Promise<Outcome> {
  ctx.require('import.undo');
  const id = row.entityId ?? '';
  const version = await kind.versionOf(ctx, id);
  if (version === null) return { state: 'undone', problems: [] };
  if (version !== row.afterVersion)
    return kept(`Somebody changed this ${kind.entity} since, so it was left as it is. Change it by hand.`);
  if (row.before) await kind.restore(ctx, id, row.before);
  else await kind.remove(ctx, id, job.id);
  await ctx.db.rows(
    sql`delete from external_refs where tenant_id = ${ctx.tenant} and entity_id = ${id} and import_id = ${job.id}`,
  );
  return { state: 'undone', problems: [] };
}
