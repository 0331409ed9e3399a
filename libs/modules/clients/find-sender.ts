import type { ReadCtx } from '@kelp/kernel';
import { domainOf } from './domain/normalize-email';
import { contactsByAddress } from './contacts-by-address';
import { clientEmailDomains } from './tables';

export interface Sender {
  clientId: string | null;
  contactId: string | null;
  name: string | null;
}

/** Who a mail address belongs to: the contact with this address (main or other), else the client that owns the domain, else nobody. */
export async function findSender(ctx: ReadCtx, address: string): Promise<Sender> {
  const contact = (await contactsByAddress(ctx, [address])).get(address.toLowerCase());
  if (contact && !contact.isInactive)
    return { clientId: contact.clientId, contactId: contact.id, name: contact.fullName };
  const domain = await ctx.db.find(clientEmailDomains, { domain: domainOf(address) });
  return { clientId: domain?.clientId ?? null, contactId: null, name: null };
}
