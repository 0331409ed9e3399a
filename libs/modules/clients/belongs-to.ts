import type { ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { clients, contactClients, type contacts } from './tables';

type Contact = Pick<Row<typeof contacts>, 'id' | 'clientId' | 'isExternal'>;

/** Whether a contact may ask for this client: one of its own or of its parent, an external one, or one without a client. */
export async function belongsTo(ctx: ReadCtx, contact: Contact, clientId: string | null): Promise<boolean> {
  if (contact.clientId === null || contact.clientId === clientId || contact.isExternal) return true;
  if (clientId === null) return false;
  if (await ctx.db.find(contactClients, { contactId: contact.id, clientId })) return true;
  const client = await ctx.db.find(clients, { id: clientId });
  return client?.parentId === contact.clientId;
}
