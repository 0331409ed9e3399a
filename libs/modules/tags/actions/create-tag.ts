import { defineAction, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { recordChange } from '@kelp/tenants';
import { createTag, entities } from '../contract';
import { colorFor } from '../domain/colors';
import { tagCreated } from '../events';
import { refuseTakenName } from '../refuse';
import { tagDefinitions, tagGroups } from '../tables';

/** A new tag; without a colour it gets one by its name. */
export const createTagAction = defineAction(createTag, {
  permission: 'tag.create',
  run: async (ctx, { name, color, groupId, ...fields }) => {
    await refuseTakenName(ctx, name, null);
    if (groupId) await ctx.db.get(tagGroups, groupId);
    const tag = await ctx.db.insert(tagDefinitions, {
      ...fields,
      name,
      color: color ?? colorFor(name),
      groupId: groupId ?? null,
    });
    ctx.emit(tagCreated, tag.id, { tagId: tag.id, name });
    return { id: tag.id };
  },
});

/**
 * The id of the tag with this name in any case; of a new one for every kind of record when there is none and the person may create tags.
 * Two who make the same at the same moment get one.
 */
export async function findOrCreate(ctx: Ctx, name: string): Promise<string> {
  const find = () =>
    ctx.db.maybe<{ id: string }>(
      sql`select id from tag_definitions where tenant_id = ${ctx.tenant} and lower(name) = lower(${name})`,
    );
  const known = await find();
  if (known) return known.id;
  ctx.require('tag.create');
  const made = await ctx.db.maybe<{ id: string }>(
    sql`insert into tag_definitions (tenant_id, id, name, color, entities)
        values (${ctx.tenant}, ${ctx.newId()}, ${name}, ${colorFor(name)}, ${[...entities]}) on conflict do nothing returning id`,
  );
  if (!made) return (await find())?.id ?? findOrCreate(ctx, name);
  await recordChange(ctx, {
    action: 'tag.create',
    subject: tagDefinitions.name,
    subjectId: made.id,
    before: null,
    after: { name },
  });
  ctx.emit(tagCreated, made.id, { tagId: made.id, name });
  return made.id;
}
