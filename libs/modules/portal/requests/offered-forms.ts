import type { ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import type { FormContent } from './domain/form';

export interface OfferedForm {
  id: string;
  versionId: string;
  content: FormContent;
}

/** The forms, each as last published, that the caller may ask by: published, for their client, and for a role of theirs. By name. */
export async function offeredForms(ctx: ReadCtx, where: Sql = sql`true`): Promise<OfferedForm[]> {
  const { clientId, id: userId } = ctx.actor;
  if (!clientId || !userId) return [];
  const ofRole = sql`(d.is_for_all_roles or exists (select from service_request_definition_roles a
    join user_roles u on u.tenant_id = a.tenant_id and u.role_id = a.role_id
    where a.tenant_id = d.tenant_id and a.definition_id = d.id and u.user_id = ${userId}))`;
  return formsForClient(ctx, clientId, sql`${where} and ${ofRole}`);
}

/** The forms that this client is offered, whatever the role of the one who asks: staff ask in place of anybody there. By name. */
export const formsForClient = (ctx: ReadCtx, clientId: string, where: Sql = sql`true`): Promise<OfferedForm[]> =>
  ctx.db.rows<OfferedForm>(
    sql`select d.id, v.id as version_id, v.content from service_request_definitions d join lateral (
          select n.id, n.content from service_request_versions n where n.tenant_id = d.tenant_id and n.definition_id = d.id
          order by n.number desc limit 1) v on true
        where d.tenant_id = ${ctx.tenant} and d.state = 'published' and ${where}
          and (d.is_for_all_clients or exists (select from service_request_definition_clients a
            where a.tenant_id = d.tenant_id and a.definition_id = d.id and a.client_id = ${clientId}))
        order by lower(v.content ->> 'name'), d.id limit 500`,
  );
