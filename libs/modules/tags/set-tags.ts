import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { Entity } from './domain/entities';
import { placeTags, shareTags, takeOffTags } from './place-tags';

/**
 * Gives a locked record exactly these tags. For the actions of the room that owns it, which have checked that the person may change it.
 * Undefined leaves them as they are.
 */
export async function setTags(
  ctx: Ctx,
  entity: Entity,
  id: string,
  tagIds: readonly string[] | undefined,
): Promise<void> {
  if (tagIds === undefined) return;
  const held = await ctx.db.rows<{ tagId: string }>(
    sql`select tag_id from tag_links where tenant_id = ${ctx.tenant} and entity_type = ${entity} and entity_id = ${id}`,
  );
  const now = new Set(held.map((link) => link.tagId));
  const tags = await shareTags(ctx, tagIds);
  const surplus = [...now].filter((tagId) => !tagIds.includes(tagId));
  if (surplus.length > 0) await takeOffTags(ctx, entity, [id], surplus);
  await placeTags(
    ctx,
    entity,
    [id],
    tags.filter((tag) => !now.has(tag.id)),
  );
}
