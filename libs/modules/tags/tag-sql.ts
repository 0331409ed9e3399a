import { identifier, sql, type Sql } from '@kelp/platform/db';
import type { Entity } from './domain/entities';

/** The tags of a row as a JSON list of `{id, name, color}` by name, for a select over the alias. */
export const tagsOf = (entity: Entity, alias: string): Sql => {
  const row = identifier(alias);
  return sql`(select coalesce(json_agg(json_build_object('id', d.id, 'name', d.name, 'color', d.color) order by lower(d.name)), '[]'::json)
    from tag_links l join tag_definitions d on d.tenant_id = l.tenant_id and d.id = l.tag_id
    where l.tenant_id = ${row}.tenant_id and l.entity_type = ${entity} and l.entity_id = ${row}.id)`;
};

/** A condition over the alias: the row carries at least one of these tags. */
export const hasTag = (entity: Entity, alias: string, tagIds: readonly string[]): Sql => {
  const row = identifier(alias);
  return sql`exists (select 1 from tag_links l where l.tenant_id = ${row}.tenant_id and l.entity_type = ${entity}
    and l.entity_id = ${row}.id and l.tag_id = any(${tagIds}::uuid[]))`;
};
