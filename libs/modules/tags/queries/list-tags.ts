import { abilitiesOf, defineQuery, type ReadCtx } from '@kelp/kernel';
import { and, sql, type Sql } from '@kelp/platform/db';
import { listTags, type TagCard } from '../contract';

/** More tags than a picker can show; whoever has more narrows by typing. */
const most = 1000;

interface FlatTag {
  id: string;
  name: string;
  color: string;
  entities: TagCard['entities'];
  version: number;
  groupId: string | null;
  groupName: string;
  isExclusive: boolean;
}

/** Tags by name with their groups. */
export async function readTags(ctx: ReadCtx, conditions: Sql[] = []): Promise<TagCard[]> {
  const rows = await ctx.db.rows<FlatTag>(
    sql`select d.id, d.name, d.color, d.entities, d.version, d.group_id, g.name as group_name, g.is_exclusive
        from tag_definitions d left join tag_groups g on g.tenant_id = d.tenant_id and g.id = d.group_id
        where ${and([sql`d.tenant_id = ${ctx.tenant}`, ...conditions])} order by lower(d.name) limit ${most}`,
  );
  return rows.map(({ groupId, groupName, isExclusive, ...tag }) => ({
    ...tag,
    group: groupId ? { id: groupId, name: groupName, isExclusive } : null,
  }));
}

/** The tags that a picker offers. */
export const listTagsQuery = defineQuery(listTags, {
  permission: 'tag.read',
  run: async (ctx, { entity, search }) => ({
    rows: await readTags(ctx, [
      ...(entity ? [sql`${entity} = any(d.entities)`] : []),
      ...(search?.trim() ? [sql`strpos(lower(d.name), lower(${search.trim()})) > 0`] : []),
    ]),
    abilities: abilitiesOf(ctx, ['tag.create', 'tag.delete']),
  }),
});
