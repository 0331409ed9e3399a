import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { deleteTag, type Entity } from '../contract';
import { tagDeleted } from '../events';
import { tagDefinitions } from '../tables';
import { lockCarriers, withHistory } from '../tag-history';

/** Takes the tag off every record, each with its history, and deletes it. */
export const deleteTagAction = defineAction(deleteTag, {
  permission: 'tag.delete',
  run: async (ctx, { id }) => {
    const tag = await ctx.db.lock(tagDefinitions, id);
    let removed = 0;
    for (const entity of tag.entities as Entity[]) {
      const ids = await lockCarriers(ctx, entity, id);
      await withHistory(ctx, entity, ids, () =>
        ctx.db.rows(
          sql`delete from tag_links where tenant_id = ${ctx.tenant} and tag_id = ${id} and entity_type = ${entity}`,
        ),
      );
      removed += ids.length;
    }
    await ctx.db.remove(tagDefinitions, id);
    ctx.emit(tagDeleted, id, { tagId: id, into: null });
    return { removed };
  },
});
