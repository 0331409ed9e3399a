import { defineAction } from '@kelp/kernel';
import { deleteTagGroup } from '../contract';
import { tagDefinitions, tagGroups } from '../tables';

/** Deletes a group; its tags stay and stand in none. */
export const deleteTagGroupAction = defineAction(deleteTagGroup, {
  permission: 'tag.delete',
  run: async (ctx, { id }) => {
    await ctx.db.lock(tagGroups, id);
    for (const tag of await ctx.db.list(tagDefinitions, { groupId: id })) {
      await ctx.db.update(tagDefinitions, tag.id, { groupId: null });
    }
    await ctx.db.remove(tagGroups, id);
    ctx.touch('tag');
    return {};
  },
});
