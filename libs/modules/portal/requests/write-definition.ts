import { services } from '@kelp/catalog';
import { clients } from '@kelp/clients';
import { roles } from '@kelp/identity';
import type { Ctx } from '@kelp/kernel';
import { identifier, snake, sql } from '@kelp/platform/db';
import { invalidFields, notFound } from '@kelp/std';
import { recordChange } from '@kelp/tenants';
import { checkTemplate } from '@kelp/tickets';
import type { FormContent } from './domain/form';
import { updateServiceRequestDefinition } from '../contract/service-requests';
import { formFaults } from './domain/form-faults';
import { serviceRequestDefinitionClients, serviceRequestDefinitionRoles, serviceRequestDefinitions } from './tables';

export interface Audience {
  clientIds?: string[] | null | undefined;
  roleIds?: string[] | null | undefined;
}

export const emptyContent = (name: string): FormContent => ({
  name,
  description: '',
  fields: [],
  needsApproval: false,
  serviceId: null,
  ticket: {
    title: '{{form}}',
    boardId: null,
    typeId: null,
    categoryId: null,
    subcategoryId: null,
    priorityId: null,
    checklistTemplateId: null,
  },
});

/** The content with what was given in place of what it had; what was left out stays. */
export function changedContent(before: FormContent, given: Partial<FormContent>): FormContent {
  const { name, description, fields, needsApproval, serviceId, ticket } = given;
  return {
    name: name ?? before.name,
    description: description ?? before.description,
    fields: fields ?? before.fields,
    needsApproval: needsApproval ?? before.needsApproval,
    serviceId: serviceId === undefined ? before.serviceId : serviceId,
    ticket: ticket ?? before.ticket,
  };
}

/** Throws `invalid` with a sentence for each place that does not fit, and not_found for what is not there. */
export async function checkContent(ctx: Ctx, content: FormContent): Promise<void> {
  const faults = formFaults(content);
  if (Object.keys(faults).length > 0) throw invalidFields(faults);
  if (content.serviceId) await ctx.db.get(services, content.serviceId);
  await checkTemplate(ctx, content.ticket);
}

/** Who may ask, where it was given; null is everybody. Returns the columns of the definition that change with it. */
export async function writeAudience(
  ctx: Ctx,
  { id, edition }: { id: string; edition: number },
  { clientIds, roleIds }: Audience,
) {
  if (clientIds !== undefined) {
    const wanted = [...new Set(clientIds ?? [])];
    if ((await ctx.db.list(clients, { id: wanted })).length < wanted.length) throw notFound(clients.noun);
    await replace(ctx, id, serviceRequestDefinitionClients, 'clientId', wanted);
  }
  if (roleIds !== undefined) {
    const wanted = [...new Set(roleIds ?? [])];
    if ((await ctx.db.list(roles, { id: wanted, msp: false })).length < wanted.length) throw notFound(roles.noun);
    await replace(ctx, id, serviceRequestDefinitionRoles, 'roleId', wanted);
  }
  return {
    ...(clientIds === undefined ? {} : { isForAllClients: clientIds === null }),
    ...(roleIds === undefined ? {} : { isForAllRoles: roleIds === null }),
    ...(clientIds === undefined && roleIds === undefined ? {} : { edition: edition + 1 }),
  };
}

/** The rows of a definition as they shall be, in three statements however many; the audit trail keeps both lists. */
async function replace(
  ctx: Ctx,
  definitionId: string,
  table: typeof serviceRequestDefinitionClients | typeof serviceRequestDefinitionRoles,
  column: 'clientId' | 'roleId',
  wanted: readonly string[],
): Promise<void> {
  const name = identifier(snake(column));
  const gone = await ctx.db.rows<{ id: string }>(
    sql`delete from ${identifier(table.name)} where tenant_id = ${ctx.tenant} and definition_id = ${definitionId} returning ${name} as id`,
  );
  const before = gone.map(({ id }) => id).sort();
  const after = [...wanted].sort();
  await ctx.db.insertMany(
    table,
    after.map((id) => ({ definitionId, [column]: id }) as never),
  );
  if (before.join() !== after.join())
    await recordChange(ctx, {
      action: updateServiceRequestDefinition.name,
      subject: serviceRequestDefinitions.name,
      subjectId: definitionId,
      before: { [`${column}s`]: before },
      after: { [`${column}s`]: after },
    });
}
