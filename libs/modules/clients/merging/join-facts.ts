import { changeCustom, readFields } from '@kelp/fields';
import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { setTags } from '@kelp/tags';
import type { clients, contacts } from '../tables';
import type { MergeQuestion } from './slots';

type Kind = 'client' | 'contact';
type Custom = Row<typeof clients>['custom'];

/** The one that stays carries the tags of both; of an exclusive group its own one wins. */
export async function joinTags(ctx: Ctx, entity: Kind, { from, into }: MergeQuestion): Promise<void> {
  const rows = await ctx.db.rows<{ tagId: string }>(
    sql`select tag_id from tag_links where tenant_id = ${ctx.tenant} and entity_type = ${entity} and entity_id = ${into}
        union
        select l.tag_id from tag_links l join tag_definitions d on d.tenant_id = l.tenant_id and d.id = l.tag_id
          left join tag_groups g on g.tenant_id = d.tenant_id and g.id = d.group_id
        where l.tenant_id = ${ctx.tenant} and l.entity_type = ${entity} and l.entity_id = ${from}
          and not (coalesce(g.is_exclusive, false) and exists (
            select from tag_links o join tag_definitions e on e.tenant_id = o.tenant_id and e.id = o.tag_id
            where o.tenant_id = l.tenant_id and o.entity_type = l.entity_type and o.entity_id = ${into} and e.group_id = d.group_id))`,
  );
  await setTags(ctx, entity, from, []);
  await setTags(
    ctx,
    entity,
    into,
    rows.map(({ tagId }) => tagId),
  );
}

/** Values of custom fields that the one that stays lacks; what was retired meanwhile is left behind. */
export async function joinCustom(
  ctx: Ctx,
  entity: Kind,
  into: Pick<Row<typeof contacts>, 'id' | 'custom'>,
  other: Custom,
): Promise<Custom> {
  const fields = await readFields(ctx, entity);
  const patch = Object.fromEntries(
    fields.flatMap(({ key, isRetired, options }) => {
      const value = other[key];
      const isGone = options.some((option) => option.isRetired && [value].flat().includes(option.key));
      return isRetired || isGone || value === undefined || into.custom[key] !== undefined ? [] : [[key, value]];
    }),
  );
  return (await changeCustom(ctx, { entity, id: into.id, before: into.custom, patch })) ?? into.custom;
}
