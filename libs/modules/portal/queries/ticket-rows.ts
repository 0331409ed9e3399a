import { sql, type Sql } from '@kelp/platform/db';
import type { ReadCtx } from '@kelp/kernel';
import type { PortalTicketRow } from '../contract';
import { inSight, sightOf } from '../visibility/sight';

/** A ticket as the portal may know it; nothing that only staff should see is ever selected. */
export interface FlatPortalTicket {
  id: string;
  number: string;
  title: string;
  statusLabel: string;
  isClosed: boolean;
  contactId: string | null;
  requester: string | null;
  responseState: string;
  createdAt: Date;
  lastActivityAt: Date;
  /** With microseconds, for the cursor. */
  activityExact: string;
}

export const portalTicketSelect = sql`t.id, t.number_text as number, t.title, s.portal_label as status_label, t.is_closed, t.contact_id,
  k.full_name as requester, t.response_state, t.created_at, t.last_activity_at, t.last_activity_at::text as activity_exact`;

export const portalTicketFrom = sql`from tickets t
  join statuses s on s.tenant_id = t.tenant_id and s.id = t.status_id
  left join contacts k on k.tenant_id = t.tenant_id and k.id = t.contact_id`;

/** The tickets that this person sees, as a condition on `t`. */
export const reachable = async (ctx: ReadCtx): Promise<Sql> =>
  sql`t.tenant_id = ${ctx.tenant} and ${inSight(await sightOf(ctx), 't')}`;

/** The row as it leaves the server. */
export function toPortalTicket(ctx: ReadCtx, row: FlatPortalTicket): PortalTicketRow {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    status: { label: row.statusLabel, isClosed: row.isClosed },
    requester: row.requester,
    isMine: row.contactId !== null && row.contactId === ctx.actor.contactId,
    awaitsYou: !row.isClosed && row.responseState === 'awaiting_client',
    createdAt: row.createdAt,
    lastActivityAt: row.lastActivityAt,
  };
}
