import { defineAction, type Ctx } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { contacts, contactsByAddress } from '@kelp/clients';
import { users } from '@kelp/identity';
import { addCopy } from '../contract';
import { tickets, ticketWatchers } from '../tables';

/** Adds a contact or a plain address to those who get the public replies. An address that a contact has is that contact; staff follow instead. */
export const addCopyAction = defineAction(addCopy, {
  permission: 'ticket.update',
  run: async (ctx, input) => {
    const { ticketId } = input;
    await ctx.db.lock(tickets, ticketId);
    const who = await whoOf(ctx, input);
    const known = await ctx.db.find(ticketWatchers, { ticketId, userId: null, ...who });
    if (known) return { id: known.id };
    const { id } = await ctx.db.insert(ticketWatchers, { id: ctx.newId(), ticketId, ...who });
    ctx.touch('ticket');
    return { id };
  },
});

async function whoOf(ctx: Ctx, { contactId, address: given }: { contactId?: string; address?: string }) {
  if (contactId) {
    const contact = await ctx.db.get(contacts, contactId);
    if (contact.isInactive || !contact.email)
      throw invalid('This contact gets no mail: it is inactive or has no address.', { contactId: 'Choose another.' });
    return { contactId: contact.id, address: null };
  }
  if (!given) throw invalid('Choose a contact or give a mail address.', { address: 'Give an address.' });
  const address = given.toLowerCase();
  if (await ctx.db.find(users, { email: address, type: 'internal' }))
    throw invalid('This is a colleague’s address. Let them follow the ticket instead.', { address: 'Of a colleague.' });
  const contact = (await contactsByAddress(ctx, [address])).get(address);
  return contact && !contact.isInactive ? { contactId: contact.id, address: null } : { contactId: null, address };
}
