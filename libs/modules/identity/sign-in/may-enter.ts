import { sql } from '@kelp/platform/db';

/**
 * Whether the person `u` of a statement may be in: staff while they are active; a portal user while contact and client are active too and the
 * contact is still that client's. A contact that moves to another client is invited anew, so that no session looks back into the old one.
 * Read anew at each request, by the foreign keys that users carries: identity lies below the clients' room.
 */
export const mayEnter = sql`u.is_active and (u.type = 'internal' or exists (
  select from contacts c join clients k on k.tenant_id = c.tenant_id and k.id = c.client_id
  where c.tenant_id = u.tenant_id and c.id = u.contact_id and c.client_id = u.client_id and not c.is_inactive and not k.is_inactive))`;
