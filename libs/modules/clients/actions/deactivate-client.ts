import { defineAction, type Ctx } from '@kelp/kernel';
import { deactivateClient, reactivateClient } from '../contract';
import { clientUpdated, contactUpdated } from '../events';
import { refuseMergedClient } from '../refuse-merged';
import { clients, contacts } from '../tables';

/**
 * Takes a client out of use, with its active contacts if wished; they are remembered. Portal sessions of the client end with their next
 * request.
 */
export const deactivateClientAction = defineAction(deactivateClient, {
  permission: 'client.deactivate',
  run: async (ctx, { id, withContacts }) => {
    await ctx.db.update(clients, id, { isInactive: true });
    const people = withContacts
      ? await ctx.db.updateAll(
          contacts,
          { clientId: id, isInactive: false },
          { isInactive: true, leftWithClient: true },
        )
      : [];
    tell(ctx, id, people);
    return { id, contacts: people.length };
  },
});

/** Puts a client back into use, with the contacts who left together with it if wished. */
export const reactivateClientAction = defineAction(reactivateClient, {
  permission: 'client.deactivate',
  run: async (ctx, { id, withContacts }) => {
    refuseMergedClient(await ctx.db.lock(clients, id));
    await ctx.db.update(clients, id, { isInactive: false });
    const people = await ctx.db.updateAll(
      contacts,
      { clientId: id, leftWithClient: true },
      { leftWithClient: false, ...(withContacts ? { isInactive: false } : {}) },
    );
    tell(ctx, id, withContacts ? people : []);
    return { id, contacts: withContacts ? people.length : 0 };
  },
});

function tell(ctx: Ctx, clientId: string, people: readonly { id: string }[]): void {
  ctx.emit(clientUpdated, clientId, { clientId });
  for (const { id } of people) ctx.emit(contactUpdated, id, { contactId: id });
}
