import { defineAction } from '@kelp/kernel';
import { removeTags } from '../contract';
import { lockRecords, shareTags, takeOffTags } from '../place-tags';

/** Takes tags off records: one's own by the right to change the record, those of others by `tag.delete`. */
export const removeTagsAction = defineAction(removeTags, {
  permission: 'tag.read',
  run: async (ctx, { entity, ids, tagIds }) => {
    await shareTags(ctx, tagIds);
    await lockRecords(ctx, entity, ids);
    return { removed: await takeOffTags(ctx, entity, ids, tagIds) };
  },
});
