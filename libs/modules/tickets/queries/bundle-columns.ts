import { sql } from '@kelp/platform/db';
import type { TicketRow } from '../contract';

/** What a row of the queue knows of its relations. */
export interface FlatRelations {
  masterTicketId: string | null;
  masterNumber: string | null;
  mergedIntoId: string | null;
  mergedIntoNumber: string | null;
  childCount: number;
  clientCount: number;
}

/** Master, target of a merge, children and the clients among them, for a statement over `tickets t`. */
export const relationColumns = sql`t.master_ticket_id, t.merged_into_id,
  (select x.number_text from tickets x where x.tenant_id = t.tenant_id and x.id = t.master_ticket_id) as master_number,
  (select x.number_text from tickets x where x.tenant_id = t.tenant_id and x.id = t.merged_into_id) as merged_into_number,
  (select count(*)::int from tickets x where x.tenant_id = t.tenant_id and x.master_ticket_id = t.id) as child_count,
  (select count(distinct one.client_id)::int from (select t.client_id union all
    select x.client_id from tickets x where x.tenant_id = t.tenant_id and x.master_ticket_id = t.id) one) as client_count`;

const linked = (id: string | null, number: string | null) => (id && number !== null ? { id, number } : null);

/** The relations of a row as they leave the server. */
export const toRelations = (row: FlatRelations): Pick<TicketRow, 'master' | 'bundle' | 'mergedInto'> => ({
  master: linked(row.masterTicketId, row.masterNumber),
  bundle: row.childCount > 0 ? { childCount: row.childCount, clientCount: row.clientCount } : null,
  mergedInto: linked(row.mergedIntoId, row.mergedIntoNumber),
});
