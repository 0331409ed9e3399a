import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { shippedGroup } from './contract';
import { shippedPosition } from './read-work';
import { activityGroups } from './tables';

/** A person's group, locked: what two tabs do to it happens one after the other. A shipped one gets its row now. Throws not_found for another person's. */
export async function lockGroup(ctx: Ctx, userId: string, key: string): Promise<Row<typeof activityGroups>> {
  const shipped = shippedGroup.safeParse(key);
  if (shipped.success) {
    await ctx.db.rows(
      sql`insert into activity_groups (tenant_id, id, user_id, shipped_key, position, created_at, updated_at)
          values (${ctx.tenant}, ${ctx.newId()}, ${userId}, ${shipped.data}, ${shippedPosition(shipped.data)}, ${ctx.now()}, ${ctx.now()})
          on conflict (tenant_id, user_id, shipped_key) do nothing`,
    );
  }
  const where = shipped.success ? { userId, shippedKey: shipped.data } : { userId, id: key };
  const [group] = await ctx.db.list(activityGroups, where, { lock: true, limit: 1 });
  if (!group) throw notFound(activityGroups.noun);
  return group;
}
