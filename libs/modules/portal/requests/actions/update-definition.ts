import { defineAction } from '@kelp/kernel';
import { updateServiceRequestDefinition } from '../../contract/service-requests';
import { serviceRequestDefinitions } from '../tables';
import { changedContent, checkContent, writeAudience } from '../write-definition';

/** Changes the draft: what is offered stays as it is until the draft is published. Who may ask changes at once. */
export const updateServiceRequestDefinitionAction = defineAction(updateServiceRequestDefinition, {
  permission: 'service_request_definition.update',
  isAboutAll: true,
  run: async (ctx, { id, version, clientIds, roleIds, ...given }) => {
    const before = await ctx.db.lock(serviceRequestDefinitions, id);
    const draft = changedContent(before.draft, given);
    await checkContent(ctx, draft);
    const audience = await writeAudience(ctx, before, { clientIds, roleIds });
    const after = await ctx.db.update(serviceRequestDefinitions, id, { name: draft.name, draft, ...audience }, version);
    ctx.touch('service_request');
    return { id, version: after.version };
  },
});
