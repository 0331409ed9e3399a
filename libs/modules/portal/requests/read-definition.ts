import type { ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import type { DefinitionCard } from '../contract/service-requests';
import type { FormContent } from './domain/form';

export type DefinitionRow = DefinitionCard & { draft: FormContent };

/** Definitions `d` that fit, by name, each with what its last version says of it. */
export const readDefinitions = (ctx: ReadCtx, where: Sql): Promise<DefinitionRow[]> =>
  ctx.db.rows<DefinitionRow>(
    sql`select d.id, d.name, d.state, d.draft, d.is_for_all_clients, d.is_for_all_roles, d.version,
          v.number as version_number, v.created_at as published_at, v.content is distinct from d.draft as has_changes,
          (d.draft -> 'needsApproval')::boolean as needs_approval,
          (select count(*)::int from service_request_submissions s where s.tenant_id = d.tenant_id and s.definition_id = d.id) as requests
        from service_request_definitions d left join lateral (
          select n.number, n.created_at, n.content from service_request_versions n
          where n.tenant_id = d.tenant_id and n.definition_id = d.id order by n.number desc limit 1) v on true
        where d.tenant_id = ${ctx.tenant} and ${where} order by lower(d.name), d.id limit 500`,
  );
