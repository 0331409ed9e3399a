import { defineAction } from '@kelp/kernel';
import { createTagGroup } from '../contract';
import { tagGroups } from '../tables';

/** A group of tags; of an exclusive one a record carries one at a time. */
export const createTagGroupAction = defineAction(createTagGroup, {
  permission: 'tag.create',
  run: async (ctx, input) => {
    const group = await ctx.db.insert(tagGroups, input);
    ctx.touch('tag');
    return { id: group.id };
  },
});
