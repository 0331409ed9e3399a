import { defineAction, type Ctx } from '@kelp/kernel';
import { updateTag } from '../contract';
import { tagUpdated } from '../events';
import type { Tag } from '../place-tags';
import { refuseNarrowing, refusePairs, refuseTakenName } from '../refuse';
import { tagDefinitions, tagGroups } from '../tables';

/** Renames, recolours, regroups a tag or changes what it is for; every record that carries it shows it at once. */
export const updateTagAction = defineAction(updateTag, {
  permission: 'tag.update',
  run: async (ctx, { id, version, ...patch }) => {
    const tag = await ctx.db.lock(tagDefinitions, id);
    if (patch.name !== undefined) await refuseTakenName(ctx, patch.name, id);
    await refuseNarrowing(ctx, tag, patch.entities);
    if (patch.groupId && patch.groupId !== tag.groupId) await joinGroup(ctx, tag, patch.groupId);
    const after = await ctx.db.update(tagDefinitions, id, patch, version);
    ctx.emit(tagUpdated, id, { tagId: id });
    for (const entity of after.entities) ctx.touch(entity);
    return { id, version: after.version };
  },
});

async function joinGroup(ctx: Ctx, tag: Tag, groupId: string): Promise<void> {
  const group = await ctx.db.lock(tagGroups, groupId);
  if (!group.isExclusive) return;
  const mates = await ctx.db.list(tagDefinitions, { groupId });
  await refusePairs(ctx, [tag.id, ...mates.map((mate) => mate.id)], group.name);
}
