import { defineAction } from '@kelp/kernel';
import { createServiceRequestDefinition } from '../../contract/service-requests';
import { serviceRequestDefinitions } from '../tables';
import { changedContent, checkContent, emptyContent, writeAudience } from '../write-definition';

/** A new form of the service catalogue, as a draft that nobody is offered yet. */
export const createServiceRequestDefinitionAction = defineAction(createServiceRequestDefinition, {
  permission: 'service_request_definition.create',
  isAboutAll: true,
  run: async (ctx, { clientIds, roleIds, ...given }) => {
    const draft = changedContent(emptyContent(given.name), given);
    await checkContent(ctx, draft);
    const made = await ctx.db.insert(serviceRequestDefinitions, { id: ctx.newId(), name: draft.name, draft });
    const audience = await writeAudience(ctx, made, { clientIds, roleIds });
    const { id, version } = await ctx.db.update(serviceRequestDefinitions, made.id, audience);
    ctx.touch('service_request');
    return { id, version };
  },
});
