import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';

/** Puts an item off until then; null: for good. A second wish takes the place of the first. */
export async function putOff(
  ctx: Ctx,
  userId: string,
  { kind, id }: { kind: string; id: string },
  until: Date | null,
): Promise<void> {
  await ctx.db.rows(
    sql`insert into activity_snoozes (tenant_id, user_id, item_kind, item_id, until_at, set_at)
        values (${ctx.tenant}, ${userId}, ${kind}, ${id}, ${until}, ${ctx.now()})
        on conflict (tenant_id, user_id, item_kind, item_id) do update set until_at = excluded.until_at, set_at = excluded.set_at`,
  );
}

/** Takes a snooze back. */
export async function takeBack(ctx: Ctx, userId: string, { kind, id }: { kind: string; id: string }): Promise<void> {
  await ctx.db.rows(
    sql`delete from activity_snoozes where tenant_id = ${ctx.tenant} and user_id = ${userId} and item_kind = ${kind} and item_id = ${id}`,
  );
}
