import { defineAction, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { placeActivities } from '../contract';
import { keyOf } from '../domain/arrange';
import { lockGroup } from '../lock-group';
import { ownId } from '../own-list';
import { readItems } from '../read-work';

interface Key {
  kind: string;
  id: string;
}

/** Items that are not in the caller's list (any more) are left out; the rest is placed. Throws not_found when none is left, or for an unknown group. */
export const placeActivitiesAction = defineAction(placeActivities, {
  permission: 'activity.read',
  run: async (ctx, { group, items }) => {
    const userId = ownId(ctx);
    const locked = group === null ? null : await lockGroup(ctx, userId, group);
    const seen = new Set((await readItems(ctx, userId)).map(keyOf));
    const wanted = [...new Map(items.map((item) => [keyOf(item), item])).values()].filter((item) =>
      seen.has(keyOf(item)),
    );
    if (wanted.length === 0) throw notFound('item of your list');
    if (locked) await put(ctx, userId, locked.id, wanted);
    else await giveBack(ctx, userId, wanted);
    ctx.touch('activity');
    return { placed: wanted.length };
  },
});

const named = (items: readonly Key[]) =>
  sql`unnest(${items.map(({ kind }) => kind)}::text[], ${items.map(({ id }) => id)}::uuid[]) with ordinality as wanted (kind, id, at)`;

/** At the head of the group, in this order; whatever stood there follows as it was. */
async function put(ctx: Ctx, userId: string, groupId: string, items: readonly Key[]): Promise<void> {
  await ctx.db.rows(
    sql`update activity_group_items i set position = ${items.length} + others.place
        from (select item_kind, item_id, row_number() over (order by position, item_kind, item_id) as place from activity_group_items
          where tenant_id = ${ctx.tenant} and user_id = ${userId} and group_id = ${groupId}) others
        where i.tenant_id = ${ctx.tenant} and i.user_id = ${userId} and i.item_kind = others.item_kind and i.item_id = others.item_id`,
  );
  await ctx.db.rows(
    sql`insert into activity_group_items (tenant_id, user_id, item_kind, item_id, group_id, position)
        select ${ctx.tenant}::uuid, ${userId}::uuid, wanted.kind, wanted.id, ${groupId}::uuid, wanted.at - 1 from ${named(items)}
        on conflict (tenant_id, user_id, item_kind, item_id) do update set group_id = excluded.group_id, position = excluded.position`,
  );
}

async function giveBack(ctx: Ctx, userId: string, items: readonly Key[]): Promise<void> {
  await ctx.db.rows(
    sql`delete from activity_group_items i using ${named(items)}
        where i.tenant_id = ${ctx.tenant} and i.user_id = ${userId} and i.item_kind = wanted.kind and i.item_id = wanted.id`,
  );
}
