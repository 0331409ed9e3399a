import { forgetCustom } from '@kelp/fields';
import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { setTags } from '@kelp/tags';
import { deleteClient } from '../contract';
import { allDependents, dependentLabel } from '../dependents';
import { clientDeleted } from '../events';
import { clientEmailDomains, clientLocations, clients, contactClients } from '../tables';

/** Deletes a client that nothing depends on, with its locations and mail domains. Otherwise refuses with what is in the way. */
export const deleteClientAction = defineAction(deleteClient, {
  permission: 'client.delete',
  run: async (ctx, { id }) => {
    const { name } = await ctx.db.lock(clients, id);
    const inTheWay = await allDependents(ctx, id);
    if (inTheWay.length > 0) {
      const blockers = inTheWay.map((one) => ({ label: dependentLabel(one), count: one.count, href: one.href }));
      throw refused(
        'client.in_use',
        `${name} still has ${blockers.map(({ label }) => label).join(', ')}. Deactivate it instead, or move these first.`,
        { blockers },
      );
    }
    for (const table of [clientLocations, clientEmailDomains, contactClients]) {
      for (const row of await ctx.db.list(table, { clientId: id })) await ctx.db.remove(table, row.id);
    }
    await setTags(ctx, 'client', id, []);
    await forgetCustom(ctx, id);
    await ctx.db.remove(clients, id);
    ctx.emit(clientDeleted, id, { clientId: id, name });
    return {};
  },
});
