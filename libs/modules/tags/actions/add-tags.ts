import { defineAction, type Ctx } from '@kelp/kernel';
import { addTags } from '../contract';
import { lockRecords, placeTags, shareTags } from '../place-tags';
import { findOrCreate } from './create-tag';

/** Puts tags on one or many records of a kind; needs the right to change them, and `tag.create` for a name that is new. */
export const addTagsAction = defineAction(addTags, {
  permission: 'tag.read',
  run: async (ctx, { entity, ids, tagIds, names }) => {
    const tags = await shareTags(ctx, [...tagIds, ...(await idsOf(ctx, names))]);
    await lockRecords(ctx, entity, ids);
    const added = await placeTags(ctx, entity, ids, tags);
    return { tags: tags.map(({ id, name, color }) => ({ id, name, color })), added };
  },
});

async function idsOf(ctx: Ctx, names: readonly string[]): Promise<string[]> {
  const unique = [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
  const ids: string[] = [];
  for (const name of unique) ids.push(await findOrCreate(ctx, name));
  return ids;
}
