import { sql } from '@kelp/platform/db';
import { tagsOf, type TagChip } from '@kelp/tags';
import type { TicketRow } from '../contract';
import type { ResponseState } from '../tables';
import { relationColumns, toRelations, type FlatRelations } from './bundle-columns';

/** A ticket with the names beside its ids, as one flat row. */
export interface FlatTicket extends FlatRelations {
  id: string;
  number: string;
  title: string;
  clientId: string | null;
  clientName: string | null;
  contactId: string | null;
  contactName: string | null;
  boardId: string;
  boardName: string;
  statusId: string;
  statusName: string;
  isClosed: boolean;
  priorityId: string;
  priorityName: string;
  priorityColor: string;
  priorityPosition: number;
  assignedTo: string | null;
  assigneeName: string | null;
  responseState: ResponseState;
  tags: TagChip[];
  createdAt: Date;
  lastActivityAt: Date;
  nextDueAt: Date | null;
  closedAt: Date | null;
  version: number;
}

export const ticketSelect = sql`t.id, t.number_text as number, t.title, t.client_id, c.name as client_name, t.contact_id, k.full_name as contact_name,
  t.board_id, b.name as board_name, t.status_id, s.name as status_name, t.is_closed, t.priority_id, p.name as priority_name,
  p.color as priority_color, p.position as priority_position, t.assigned_to, u.name as assignee_name, t.response_state, ${tagsOf('ticket', 't')} as tags, t.created_at,
  t.last_activity_at, t.next_due_at, t.closed_at, t.version,
  ${relationColumns}`;

/** The names of what a ticket `t` refers to. */
export const ticketJoins = sql`join boards b on b.tenant_id = t.tenant_id and b.id = t.board_id
  join statuses s on s.tenant_id = t.tenant_id and s.id = t.status_id
  join priorities p on p.tenant_id = t.tenant_id and p.id = t.priority_id
  left join clients c on c.tenant_id = t.tenant_id and c.id = t.client_id
  left join contacts k on k.tenant_id = t.tenant_id and k.id = t.contact_id
  left join users u on u.tenant_id = t.tenant_id and u.id = t.assigned_to`;

export const ticketFrom = sql`from tickets t ${ticketJoins}`;

const named = (id: string | null, name: string | null) => (id && name !== null ? { id, name } : null);

/** The row as it leaves the server. */
export function toTicketRow(row: FlatTicket): TicketRow {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    client: named(row.clientId, row.clientName),
    contact: named(row.contactId, row.contactName),
    board: { id: row.boardId, name: row.boardName },
    status: { id: row.statusId, name: row.statusName, isClosed: row.isClosed },
    priority: { id: row.priorityId, name: row.priorityName, color: row.priorityColor, position: row.priorityPosition },
    assignee: named(row.assignedTo, row.assigneeName),
    responseState: row.responseState,
    isClosed: row.isClosed,
    tags: row.tags,
    createdAt: row.createdAt,
    lastActivityAt: row.lastActivityAt,
    version: row.version,
    ...toRelations(row),
  };
}
