import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound, refused } from '@kelp/std';

export interface ClientContact {
  contactId: string;
  clientId: string;
  name: string;
  email: string;
}

/**
 * The contact behind a portal user. Identity lies below the clients' room, so it reads by the foreign key that users carries. Throws
 * not_found, and refuses a contact without client or address.
 */
export async function clientContact(ctx: Ctx, contactId: string): Promise<ClientContact> {
  const found = await ctx.db.maybe<{
    clientId: string | null;
    name: string;
    email: string | null;
    isInactive: boolean;
  }>(
    sql`select client_id, full_name as name, email, is_inactive from contacts where tenant_id = ${ctx.tenant} and id = ${contactId}`,
  );
  if (!found) throw notFound('contact');
  const { clientId, name, email, isInactive } = found;
  if (isInactive) throw refused('contact.inactive', 'This contact is inactive. Make it active first.');
  if (!clientId) throw refused('contact.no_client', 'This contact belongs to no client. Choose its client first.');
  if (!email) throw refused('contact.no_address', 'This contact has no mail address. Add one first.');
  return { contactId, clientId, name, email };
}
