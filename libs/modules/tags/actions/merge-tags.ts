import { defineAction, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { mergeTags, type Entity } from '../contract';
import { tagDeleted } from '../events';
import { writeLinks, type Tag } from '../place-tags';
import { tagDefinitions } from '../tables';
import { lockCarriers, withHistory } from '../tag-history';

/**
 * Two tags become one: records of `id` carry `intoId`, by the same rules as if somebody had added it (one of an exclusive group at a
 * time), its scope grows by theirs, and `id` is deleted.
 */
export const mergeTagsAction = defineAction(mergeTags, {
  permission: 'tag.merge',
  run: async (ctx, { id, intoId }) => {
    if (id === intoId) throw refused('tag.same', 'A tag cannot be merged with itself. Choose another one.');
    const [source, target] = await lockBoth(ctx, id, intoId);
    const entities = [...new Set([...target.entities, ...source.entities])];
    const into = await ctx.db.update(tagDefinitions, intoId, { entities });
    let moved = 0;
    for (const entity of source.entities as Entity[]) moved += await moveLinks(ctx, entity, id, into);
    await ctx.db.remove(tagDefinitions, id);
    ctx.emit(tagDeleted, id, { tagId: id, into: intoId });
    return { id: intoId, moved };
  },
});

/** Both rows in the order of their ids, so that two merges the other way round wait instead of blocking each other. */
async function lockBoth(ctx: Ctx, id: string, intoId: string): Promise<[Tag, Tag]> {
  const rows = new Map<string, Tag>();
  for (const one of [id, intoId].sort()) rows.set(one, await ctx.db.lock(tagDefinitions, one));
  return [rows.get(id) as Tag, rows.get(intoId) as Tag];
}

async function moveLinks(ctx: Ctx, entity: Entity, id: string, into: Tag): Promise<number> {
  const ids = await lockCarriers(ctx, entity, id);
  await withHistory(ctx, entity, ids, async () => {
    await ctx.db.rows(
      sql`delete from tag_links where tenant_id = ${ctx.tenant} and tag_id = ${id} and entity_type = ${entity}`,
    );
    if (ids.length > 0) await writeLinks(ctx, entity, ids, [into]);
  });
  return ids.length;
}
