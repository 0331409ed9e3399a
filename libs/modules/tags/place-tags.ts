import type { Ctx } from '@kelp/kernel';
import { identifier, sql, type Row } from '@kelp/platform/db';
import { invalid, notFound } from '@kelp/std';
import type { Entity } from './domain/entities';
import { tagAdded, tagRemoved } from './events';
import { kindOf } from './slots';
import { tagDefinitions, tagGroups } from './tables';
import { withHistory } from './tag-history';

export type Tag = Row<typeof tagDefinitions>;
interface Link {
  tagId: string;
  entityId: string;
}

/**
 * Locks these records against other changes of their tags. Throws forbidden without the right to change such records, and not_found unless
 * every one is there and visible.
 */
export async function lockRecords(ctx: Ctx, entity: Entity, ids: readonly string[]): Promise<void> {
  const kind = await kindOf(ctx, entity);
  ctx.require(kind.update);
  const wanted = [...new Set(ids)];
  const found = await ctx.db.rows(
    sql`select r.id from ${identifier(kind.table.name)} r
        where r.tenant_id = ${ctx.tenant} and r.id = any(${wanted}::uuid[]) and ${ctx.visible(kind.read, 'r')} and ${ctx.visible(kind.update, 'r')}
        order by r.id for update`,
  );
  if (found.length < wanted.length) throw notFound(kind.table.noun);
}

/** The tags, locked against deletion while links to them are written. Throws not_found unless all are there. */
export async function shareTags(ctx: Ctx, ids: readonly string[]): Promise<Tag[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const tags = await ctx.db.rows<Tag>(
    sql`select * from tag_definitions where tenant_id = ${ctx.tenant} and id = any(${wanted}::uuid[]) order by id for share`,
  );
  if (tags.length < wanted.length) throw notFound(tagDefinitions.noun);
  return tags;
}

/** Throws `invalid` for a tag that such records may not carry. */
function assertInScope(tags: readonly Tag[], entity: Entity): void {
  const stray = tags.find((tag) => !tag.entities.includes(entity));
  if (!stray) return;
  const sentence = `“${stray.name}” is not for ${entity}s. Choose another tag, or widen its scope in the settings.`;
  throw invalid(sentence, { tags: sentence });
}

/** Throws `invalid` when two of these tags stand in the same exclusive group. */
async function assertCompatible(ctx: Ctx, tags: readonly Tag[]): Promise<void> {
  for (const groupId of new Set(tags.flatMap((tag) => tag.groupId ?? []))) {
    const both = tags.filter((tag) => tag.groupId === groupId);
    if (both.length < 2) continue;
    const group = await ctx.db.get(tagGroups, groupId);
    if (!group.isExclusive) continue;
    const names = both.map(({ name }) => `“${name}”`).join(' and ');
    const sentence = `${names} exclude each other: “${group.name}” allows one at a time. Choose one.`;
    throw invalid(sentence, { tags: sentence });
  }
}

/**
 * Puts tags on locked records; of an exclusive group the former tag gives way. Returns how many links are new.
 * Adding what is there already changes nothing.
 */
export async function placeTags(
  ctx: Ctx,
  entity: Entity,
  ids: readonly string[],
  tags: readonly Tag[],
): Promise<number> {
  if (tags.length === 0) return 0;
  assertInScope(tags, entity);
  await assertCompatible(ctx, tags);
  return withHistory(ctx, entity, ids, () => writeLinks(ctx, entity, ids, tags));
}

/** The links alone, for those who keep the history themselves. Returns how many are new. */
export async function writeLinks(
  ctx: Ctx,
  entity: Entity,
  ids: readonly string[],
  tags: readonly Tag[],
): Promise<number> {
  await giveWay(ctx, entity, ids, tags);
  const added = await ctx.db.rows<Link>(
    sql`insert into tag_links (tenant_id, tag_id, entity_type, entity_id, added_by, added_at)
        select ${ctx.tenant}, t.id, ${entity}, e.id, ${ctx.actor.kind === 'user' ? ctx.actor.id : null}::uuid, ${ctx.now()}
        from unnest(${tags.map((tag) => tag.id)}::uuid[]) as t(id) cross join unnest(${[...new Set(ids)]}::uuid[]) as e(id)
        on conflict do nothing returning tag_id, entity_id`,
  );
  for (const tag of tags) {
    const entityIds = added.filter((link) => link.tagId === tag.id).map((link) => link.entityId);
    if (entityIds.length > 0) ctx.emit(tagAdded, tag.id, { tagId: tag.id, entity, entityIds });
  }
  return added.length;
}

/** Takes the other tags of exclusive groups off, since a record carries one of them at a time. */
async function giveWay(ctx: Ctx, entity: Entity, ids: readonly string[], tags: readonly Tag[]): Promise<void> {
  const groups = tags.flatMap((tag) => tag.groupId ?? []);
  if (groups.length === 0) return;
  const gone = await ctx.db.rows<Link>(
    sql`delete from tag_links l using tag_definitions other, tag_groups g
        where l.tenant_id = ${ctx.tenant} and l.entity_type = ${entity} and l.entity_id = any(${ids}::uuid[])
          and other.tenant_id = ${ctx.tenant} and other.id = l.tag_id and g.tenant_id = ${ctx.tenant} and g.id = other.group_id
          and g.is_exclusive and g.id = any(${groups}::uuid[]) and not other.id = any(${tags.map((tag) => tag.id)}::uuid[])
        returning l.tag_id, l.entity_id`,
  );
  tellRemoved(ctx, entity, gone);
}

/** Takes tags off locked records. Those that somebody else added need `tag.delete`. Returns how many links are gone. */
export async function takeOffTags(
  ctx: Ctx,
  entity: Entity,
  ids: readonly string[],
  tagIds: readonly string[],
): Promise<number> {
  const links = await ctx.db.rows<Link & { addedBy: string | null }>(
    sql`select tag_id, entity_id, added_by from tag_links where tenant_id = ${ctx.tenant} and entity_type = ${entity}
        and entity_id = any(${ids}::uuid[]) and tag_id = any(${tagIds}::uuid[])`,
  );
  if (links.some((link) => link.addedBy === null || link.addedBy !== ctx.actor.id)) ctx.require('tag.delete');
  if (links.length === 0) return 0;
  await withHistory(ctx, entity, ids, async () => {
    await ctx.db.rows(
      sql`delete from tag_links where tenant_id = ${ctx.tenant} and entity_type = ${entity}
          and entity_id = any(${ids}::uuid[]) and tag_id = any(${tagIds}::uuid[])`,
    );
    tellRemoved(ctx, entity, links);
  });
  return links.length;
}

function tellRemoved(ctx: Ctx, entity: Entity, links: readonly Link[]): void {
  for (const tagId of new Set(links.map((link) => link.tagId))) {
    const entityIds = links.filter((link) => link.tagId === tagId).map((link) => link.entityId);
    ctx.emit(tagRemoved, tagId, { tagId, entity, entityIds });
  }
}
