import type { Ctx, ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { countOf, type Entity } from './domain/entities';
import type { tagDefinitions } from './tables';

type Tag = Row<typeof tagDefinitions>;

/**
 * Throws `tag.name_taken` when another tag has this name in any case; `data.tagId` leads to it.
 * The unique index stays the judge between two who write at the same moment.
 */
export async function refuseTakenName(ctx: ReadCtx, name: string, own: string | null): Promise<void> {
  const holder = await ctx.db.maybe<{ id: string; name: string }>(
    sql`select id, name from tag_definitions
        where tenant_id = ${ctx.tenant} and lower(name) = lower(${name}) and ${own}::uuid is distinct from id`,
  );
  if (!holder) return;
  throw refused(
    'tag.name_taken',
    `There is already a tag called “${holder.name}”. Add that one, or choose another name.`,
    { tagId: holder.id, tagName: holder.name },
  );
}

/** Throws `tag.in_use` when records of a kind that leaves the tag's scope still carry it. */
export async function refuseNarrowing(ctx: Ctx, tag: Tag, scope: readonly string[] | undefined): Promise<void> {
  const lost = scope ? tag.entities.filter((entity) => !scope.includes(entity)) : [];
  if (lost.length === 0) return;
  const carriers = await ctx.db.rows<{ entityType: Entity; count: number }>(
    sql`select entity_type, count(*)::int as count from tag_links
        where tenant_id = ${ctx.tenant} and tag_id = ${tag.id} and entity_type = any(${lost}) group by entity_type order by entity_type`,
  );
  if (carriers.length === 0) return;
  const held = carriers.map(({ entityType, count }) => countOf(count, entityType)).join(' and ');
  throw refused('tag.in_use', `${held} still carry “${tag.name}”. Take it off there first, or keep them in its scope.`);
}

/** Throws `tag.not_exclusive` when records carry two or more of these tags, which an exclusive group would forbid. */
export async function refusePairs(ctx: Ctx, tagIds: readonly string[], groupName: string): Promise<void> {
  const { count } = await ctx.db.one<{ count: number }>(
    sql`select count(*)::int as count from (
          select 1 from tag_links where tenant_id = ${ctx.tenant} and tag_id = any(${tagIds}::uuid[])
          group by entity_type, entity_id having count(*) > 1) as pairs`,
  );
  if (count === 0) return;
  const who = count === 1 ? '1 record carries' : `${count} records carry`;
  throw refused(
    'tag.not_exclusive',
    `${who} more than one tag of “${groupName}”, which allows one at a time. Leave one on each first.`,
  );
}
