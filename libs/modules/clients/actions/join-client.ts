import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { joinClient, leaveClient } from '../contract';
import { contactUpdated } from '../events';
import { refuseMergedClient, refuseMergedContact } from '../refuse-merged';
import { clients, contactClients, contacts } from '../tables';

/** A contact belongs to this client too; one without a client has it as its own. Joining twice changes nothing. */
export const joinClientAction = defineAction(joinClient, {
  permission: 'contact.update',
  run: async (ctx, { contactId, clientId }) => {
    const contact = await ctx.db.lock(contacts, contactId);
    refuseMergedContact(contact);
    refuseMergedClient(await ctx.db.get(clients, clientId));
    if (contact.clientId === clientId || (await ctx.db.find(contactClients, { contactId, clientId }))) return {};
    if (contact.clientId === null) await ctx.db.update(contacts, contactId, { clientId });
    else await ctx.db.insert(contactClients, { contactId, clientId });
    ctx.emit(contactUpdated, contactId, { contactId });
    return {};
  },
});

/** A contact no longer belongs to this client beside its own. Tickets that were asked for it stay. */
export const leaveClientAction = defineAction(leaveClient, {
  permission: 'contact.update',
  run: async (ctx, { contactId, clientId }) => {
    const contact = await ctx.db.lock(contacts, contactId);
    await ctx.db.get(clients, clientId);
    if (contact.clientId === clientId)
      throw refused(
        'contact.own_client',
        'This is the contact’s own client. Deactivate the contact if it no longer works there.',
      );
    const row = await ctx.db.find(contactClients, { contactId, clientId });
    if (!row) return {};
    await ctx.db.remove(contactClients, row.id);
    ctx.emit(contactUpdated, contactId, { contactId });
    return {};
  },
});
