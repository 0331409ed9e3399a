import { sql } from '@kelp/platform/db';
import type { RelatedTicket } from '../contract';

/** Another ticket with the names that relations show, as one flat row. */
export interface FlatRelated {
  id: string;
  number: string;
  title: string;
  clientId: string | null;
  clientName: string | null;
  contactName: string | null;
  statusId: string;
  statusName: string;
  isClosed: boolean;
}

export const relatedSelect = sql`t.id, t.number_text as number, t.title, t.client_id, c.name as client_name, k.full_name as contact_name, t.status_id,
  s.name as status_name, t.is_closed`;

export const relatedFrom = sql`from tickets t join statuses s on s.tenant_id = t.tenant_id and s.id = t.status_id
  left join clients c on c.tenant_id = t.tenant_id and c.id = t.client_id
  left join contacts k on k.tenant_id = t.tenant_id and k.id = t.contact_id`;

/** The ticket as it leaves the server. */
export const toRelated = (row: FlatRelated): RelatedTicket => ({
  id: row.id,
  number: row.number,
  title: row.title,
  client: row.clientId && row.clientName !== null ? { id: row.clientId, name: row.clientName } : null,
  contactName: row.contactName,
  status: { id: row.statusId, name: row.statusName, isClosed: row.isClosed },
  isClosed: row.isClosed,
});
