import { defineAction, type Ctx } from '@kelp/kernel';
import { refused } from '@kelp/std';
import {
  archiveServiceRequestDefinition,
  publishServiceRequestDefinition,
  restoreServiceRequestDefinition,
} from '../../contract/service-requests';
import { serviceRequestDefinitions, serviceRequestVersions, type DefinitionState } from '../tables';
import { checkContent } from '../write-definition';

const lastVersion = async (ctx: Ctx, definitionId: string) =>
  (await ctx.db.list(serviceRequestVersions, { definitionId }, { orderBy: 'number', direction: 'desc', limit: 1 })).at(
    0,
  );

/** Writes the draft as the next version and offers it. Throws where the draft is what is offered already. */
export const publishServiceRequestDefinitionAction = defineAction(publishServiceRequestDefinition, {
  permission: 'service_request_definition.publish',
  isAboutAll: true,
  run: async (ctx, { id, version }) => {
    const { draft, state, name } = await ctx.db.lock(serviceRequestDefinitions, id);
    await checkContent(ctx, draft);
    const last = await lastVersion(ctx, id);
    const isSame = last && JSON.stringify(last.content) === JSON.stringify(draft);
    if (isSame && state === 'published')
      throw refused('service_request_definition.unchanged', `${name} is offered as it is here. Change it first.`);
    const number = isSame ? last.number : (last?.number ?? 0) + 1;
    if (!isSame)
      await ctx.db.insert(serviceRequestVersions, {
        id: ctx.newId(),
        definitionId: id,
        number,
        content: draft,
        publishedBy: ctx.actor.kind === 'user' ? ctx.actor.id : null,
      });
    const after = await ctx.db.update(serviceRequestDefinitions, id, { state: 'published' }, version);
    ctx.touch('service_request');
    return { id, version: after.version, number };
  },
});

async function move(ctx: Ctx, id: string, from: DefinitionState, to: DefinitionState, sentence: string) {
  const { state } = await ctx.db.lock(serviceRequestDefinitions, id);
  if (state !== from) throw refused('service_request_definition.state', sentence);
  const after = await ctx.db.update(serviceRequestDefinitions, id, { state: to });
  ctx.touch('service_request');
  return { id, version: after.version };
}

/** Offers a form no longer. What was asked for by it stays, and what waits can still be approved. */
export const archiveServiceRequestDefinitionAction = defineAction(archiveServiceRequestDefinition, {
  permission: 'service_request_definition.publish',
  isAboutAll: true,
  run: (ctx, { id }) =>
    move(ctx, id, 'published', 'archived', 'Only a form that is offered can be archived. Delete a draft instead.'),
});

export const restoreServiceRequestDefinitionAction = defineAction(restoreServiceRequestDefinition, {
  permission: 'service_request_definition.publish',
  isAboutAll: true,
  run: (ctx, { id }) => move(ctx, id, 'archived', 'published', 'This form is not archived. Publish it to offer it.'),
});
