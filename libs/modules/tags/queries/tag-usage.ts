import { abilitiesOf, defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { tagUsage, type Entity } from '../contract';
import { readTags } from './list-tags';

/** Every tag with the number of records that carry it by kind, and every group. */
export const tagUsageQuery = defineQuery(tagUsage, {
  permission: 'tag.read',
  run: async (ctx) => {
    const [tags, counts, groups] = await Promise.all([
      readTags(ctx),
      ctx.db.rows<{ tagId: string; entityType: Entity; count: number }>(
        sql`select tag_id, entity_type, count(*)::int as count from tag_links where tenant_id = ${ctx.tenant} group by tag_id, entity_type`,
      ),
      ctx.db.rows<{ id: string; name: string; isExclusive: boolean; tagCount: number; version: number }>(
        sql`select g.id, g.name, g.is_exclusive, g.version,
              (select count(*)::int from tag_definitions d where d.tenant_id = g.tenant_id and d.group_id = g.id) as tag_count
            from tag_groups g where g.tenant_id = ${ctx.tenant} order by lower(g.name)`,
      ),
    ]);
    const count = (tagId: string, entity: Entity) =>
      counts.find((row) => row.tagId === tagId && row.entityType === entity)?.count ?? 0;
    return {
      tags: tags.map((tag) => ({
        ...tag,
        usage: { ticket: count(tag.id, 'ticket'), client: count(tag.id, 'client'), contact: count(tag.id, 'contact') },
      })),
      groups,
      abilities: abilitiesOf(ctx, ['tag.create', 'tag.update', 'tag.delete', 'tag.merge', 'standard_type.import']),
    };
  },
});
