import type { Ctx } from '@kelp/kernel';
import { identifier, sql } from '@kelp/platform/db';
import { recordChanges } from '@kelp/tenants';
import type { Entity } from './domain/entities';
import { kindOf } from './slots';

/** The names of the tags on each record, in order. */
async function tagNames(ctx: Ctx, entity: Entity, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await ctx.db.rows<{ id: string; names: string }>(
    sql`select l.entity_id as id, string_agg(d.name, ', ' order by lower(d.name)) as names
        from tag_links l join tag_definitions d on d.tenant_id = l.tenant_id and d.id = l.tag_id
        where l.tenant_id = ${ctx.tenant} and l.entity_type = ${entity} and l.entity_id = any(${ids}::uuid[]) group by l.entity_id`,
  );
  return new Map(rows.map((row) => [row.id, row.names]));
}

/** Does the work on these records' tags, writes the history of each whose tags are others afterwards, and tells open screens. */
export async function withHistory<T>(
  ctx: Ctx,
  entity: Entity,
  ids: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const { table } = await kindOf(ctx, entity);
  const before = await tagNames(ctx, entity, ids);
  const result = await work();
  const after = await tagNames(ctx, entity, ids);
  const changed = [...new Set(ids)].filter((id) => before.get(id) !== after.get(id));
  await recordChanges(
    ctx,
    changed.map((id) => ({
      action: 'tags.change',
      subject: table.name,
      subjectId: id,
      before: { tags: before.get(id) ?? null },
      after: { tags: after.get(id) ?? null },
    })),
  );
  if (changed.length === 0) return result;
  // open lists ask for what changed since they were read
  await ctx.db.rows(
    sql`update ${identifier(table.name)} set updated_at = ${ctx.now()} where tenant_id = ${ctx.tenant} and id = any(${changed}::uuid[])`,
  );
  ctx.touch(entity);
  return result;
}

/** The records that carry a tag, locked against other changes of their tags. */
export async function lockCarriers(ctx: Ctx, entity: Entity, tagId: string): Promise<string[]> {
  const { table } = await kindOf(ctx, entity);
  const rows = await ctx.db.rows<{ id: string }>(
    sql`select r.id from ${identifier(table.name)} r where r.tenant_id = ${ctx.tenant} and r.id in (
          select entity_id from tag_links where tenant_id = ${ctx.tenant} and tag_id = ${tagId} and entity_type = ${entity})
        order by r.id for update`,
  );
  return rows.map((row) => row.id);
}
