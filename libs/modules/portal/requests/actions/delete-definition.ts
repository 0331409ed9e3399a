import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { deleteServiceRequestDefinition } from '../../contract/service-requests';
import { serviceRequestDefinitions, serviceRequestSubmissions } from '../tables';

/** Deletes a form that nobody ever asked by, with its versions. */
export const deleteServiceRequestDefinitionAction = defineAction(deleteServiceRequestDefinition, {
  permission: 'service_request_definition.delete',
  isAboutAll: true,
  run: async (ctx, { id }) => {
    const { name } = await ctx.db.lock(serviceRequestDefinitions, id);
    if (await ctx.db.find(serviceRequestSubmissions, { definitionId: id }))
      throw refused('service_request_definition.used', `There are requests by ${name}. Archive it instead.`);
    await ctx.db.remove(serviceRequestDefinitions, id);
    ctx.touch('service_request');
    return { id };
  },
});
