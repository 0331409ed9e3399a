import { defineAction } from '@kelp/kernel';
import { updateTagGroup } from '../contract';
import { refusePairs } from '../refuse';
import { tagDefinitions, tagGroups } from '../tables';

/** Renames a group or makes it exclusive, unless records carry two of its tags. */
export const updateTagGroupAction = defineAction(updateTagGroup, {
  permission: 'tag.update',
  run: async (ctx, { id, version, ...patch }) => {
    const group = await ctx.db.lock(tagGroups, id);
    if (patch.isExclusive && !group.isExclusive) {
      const tags = await ctx.db.list(tagDefinitions, { groupId: id }, { lock: true });
      await refusePairs(
        ctx,
        tags.map((tag) => tag.id),
        group.name,
      );
    }
    const after = await ctx.db.update(tagGroups, id, patch, version);
    ctx.touch('tag');
    return { id, version: after.version };
  },
});
