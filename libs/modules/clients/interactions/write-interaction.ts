import { defineAction, type Ctx } from '@kelp/kernel';
import type { NewRow } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { createInteraction, deleteInteraction, logInteraction, updateInteraction } from '../contract';
import { readInteractionLine } from '../domain/read-interaction-line';
import { interactionDeleted, interactionLogged, interactionUpdated } from '../events';
import { interactions, interactionTypes } from '../interaction-tables';
import { assertTypeOffered, spanOf, whomOf } from './check-interaction';

const ownId = (ctx: Ctx): string | null => (ctx.actor.kind === 'user' ? ctx.actor.id : null);

async function insert(ctx: Ctx, row: NewRow<typeof interactions>) {
  const { id, version, clientId, contactId, ticketId } = await ctx.db.insert(interactions, row);
  ctx.emit(interactionLogged, id, { interactionId: id, clientId, contactId, ticketId });
  return { id, version };
}

/** Something that was, is or will be said or done with a client or contact. What is not given: now, completed, for staff only. */
export const createInteractionAction = defineAction(createInteraction, {
  permission: 'interaction.create',
  run: async (ctx, { clientId, contactId, ticketId, startAt, endAt, minutes, ...facts }) => {
    await assertTypeOffered(ctx, facts.typeId);
    const whom = await whomOf(ctx, { clientId, contactId, ticketId });
    const span = spanOf({ startAt, endAt, minutes }, ctx.now());
    return insert(ctx, { ...facts, ...whom, ...span, userId: ownId(ctx) });
  },
});

/** The same from one line; without the name of a type in it, it is a general one. */
export const logInteractionAction = defineAction(logInteraction, {
  permission: 'interaction.create',
  run: async (ctx, { line, visibility, ...given }) => {
    const types = await ctx.db.list(interactionTypes, { removedAt: null }, { orderBy: 'position' });
    const { typeId, minutes, title } = readInteractionLine(line, types);
    const usual = types.find(({ systemKey }) => systemKey === 'general') ?? types[0];
    if (!usual) throw notFound('interaction type');
    const whom = await whomOf(ctx, given);
    const span = spanOf({ ...(minutes === null ? {} : { minutes }) }, ctx.now());
    return insert(ctx, {
      typeId: typeId ?? usual.id,
      title: title.slice(0, 300),
      visibility,
      ...whom,
      ...span,
      userId: ownId(ctx),
    });
  },
});

/** Changes the given facts. */
export const updateInteractionAction = defineAction(updateInteraction, {
  permission: 'interaction.update',
  run: async (ctx, { id, version, clientId, contactId, ticketId, startAt, endAt, minutes, ...facts }) => {
    const before = await ctx.db.lock(interactions, id);
    if (facts.typeId && facts.typeId !== before.typeId) await assertTypeOffered(ctx, facts.typeId);
    const whom = await whomOf(ctx, { clientId, contactId, ticketId }, before);
    const span = spanOf({ startAt, endAt, minutes }, ctx.now(), before);
    const after = await ctx.db.update(interactions, id, { ...facts, ...whom, ...span }, version);
    ctx.emit(interactionUpdated, id, { interactionId: id });
    return { id, version: after.version };
  },
});

/** Takes it away; the audit trail keeps what it was, and logged time stays.. */
export const deleteInteractionAction = defineAction(deleteInteraction, {
  permission: 'interaction.delete',
  run: async (ctx, { id, version }) => {
    await ctx.db.update(interactions, id, {}, version);
    await ctx.db.remove(interactions, id);
    ctx.emit(interactionDeleted, id, { interactionId: id });
    return {};
  },
});
