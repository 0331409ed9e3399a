import { abilitiesOf, defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import {
  getServiceRequestDefinition,
  listServiceRequestDefinitions,
  serviceRequestChoices,
  type RequestContent,
} from '../../contract/service-requests';
import { readDefinitions } from '../read-definition';
import { serviceRequestDefinitions } from '../tables';

const acts = ['create', 'update', 'delete', 'publish'].map((act) => `service_request_definition.${act}`);

/** The forms of the service catalogue, by name. */
export const listServiceRequestDefinitionsQuery = defineQuery(listServiceRequestDefinitions, {
  permission: 'service_request_definition.read',
  run: async (ctx, { state }) => ({
    rows: await readDefinitions(ctx, state ? sql`d.state = ${state}` : sql`true`),
    abilities: abilitiesOf(ctx, acts),
  }),
});

interface Version {
  id: string;
  number: number;
  publishedAt: Date;
  publishedBy: string | null;
  content: RequestContent;
}

interface Named {
  id: string;
  name: string;
}

const versionsOf = (ctx: ReadCtx, id: string): Promise<Version[]> =>
  ctx.db.rows<Version>(
    sql`select v.id, v.number, v.created_at as published_at, u.name as published_by, v.content
        from service_request_versions v left join users u on u.tenant_id = v.tenant_id and u.id = v.published_by
        where v.tenant_id = ${ctx.tenant} and v.definition_id = ${id} order by v.number desc limit 50`,
  );

/** A form with its draft, who may ask by it, and its last 50 versions, the newest first. */
export const getServiceRequestDefinitionQuery = defineQuery(getServiceRequestDefinition, {
  permission: 'service_request_definition.read',
  run: async (ctx, { id }) => {
    const [[definition], versions, clients, roles] = await Promise.all([
      readDefinitions(ctx, sql`d.id = ${id}`),
      versionsOf(ctx, id),
      ctx.db.rows<Named>(
        sql`select c.id, c.name from service_request_definition_clients a join clients c on c.tenant_id = a.tenant_id and c.id = a.client_id
            where a.tenant_id = ${ctx.tenant} and a.definition_id = ${id} order by lower(c.name)`,
      ),
      ctx.db.rows<Named>(
        sql`select r.id, r.name from service_request_definition_roles a join roles r on r.tenant_id = a.tenant_id and r.id = a.role_id
            where a.tenant_id = ${ctx.tenant} and a.definition_id = ${id} order by lower(r.name)`,
      ),
    ]);
    if (!definition) throw notFound(serviceRequestDefinitions.noun);
    return { ...definition, versions, clients, roles, abilities: abilitiesOf(ctx, acts) };
  },
});

/** What a form can be tied to: services that are sold, checklists, and the roles of people of clients. */
export const serviceRequestChoicesQuery = defineQuery(serviceRequestChoices, {
  permission: 'service_request_definition.read',
  run: async (ctx) => {
    const [services, checklists, roles] = await Promise.all([
      ctx.db.rows<Named>(
        sql`select id, name from services where tenant_id = ${ctx.tenant} and is_active order by lower(name) limit 500`,
      ),
      ctx.db.rows<Named>(
        sql`select id, name from checklist_templates where tenant_id = ${ctx.tenant} order by lower(name) limit 500`,
      ),
      ctx.db.rows<Named>(
        sql`select id, name from roles where tenant_id = ${ctx.tenant} and not msp order by lower(name) limit 100`,
      ),
    ]);
    return { services, checklists, roles };
  },
});
