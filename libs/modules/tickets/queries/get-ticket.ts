import { abilitiesOf, defineQuery, numberFormat, type ReadCtx } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { identifier, sql, type Sql } from '@kelp/platform/db';
import { closeBlockers } from '../close-rules';
import { getTicket, type CommentCard } from '../contract';
import { attachments, comments, tickets } from '../tables';
import { ticketFrom, ticketSelect, toTicketRow, type FlatTicket } from './ticket-rows';

interface FullTicket extends FlatTicket {
  origin: 'internal' | 'portal' | 'email' | 'api';
  contactEmail: string | null;
  teamId: string | null;
  teamName: string | null;
  impact: number | null;
  urgency: number | null;
  closedAt: Date | null;
  facts: TicketFacts;
}

/** Facts that only the page of one ticket shows, read as one JSON value. */
interface TicketFacts {
  type: Named | null;
  category: Named | null;
  subcategory: Named | null;
  resolutionCode: Named | null;
  agents: Named[];
}

interface Named {
  id: string;
  name: string;
}

const offered = [
  'ticket.update',
  'ticket.assign',
  'ticket.close',
  'ticket.close_override',
  'ticket.move_board',
  'ticket_comment.create_public',
  'ticket_comment.create_internal',
];

/** One ticket with its whole conversation, for staff. */
export const getTicketQuery = defineQuery(getTicket, {
  permission: 'ticket.read',
  run: async (ctx, { id }) => {
    const [row, ticket, thread, format, upTo] = await Promise.all([
      ctx.db.maybe<FullTicket>(
        sql`select ${ticketSelect}, t.origin, k.email as contact_email, t.team_id, g.name as team_name, t.impact, t.urgency, t.closed_at,
            ${workFacts(ctx)} as facts
            ${ticketFrom} left join teams g on g.tenant_id = t.tenant_id and g.id = t.team_id
            where t.tenant_id = ${ctx.tenant} and t.id = ${id} and ${ctx.visible('ticket.read', 't')}`,
      ),
      ctx.db.find(tickets, { id }),
      conversation(ctx, id),
      numberFormat(ctx, 'ticket'),
      ctx.upTo(),
    ]);
    if (!row || !ticket) throw notFound('ticket');
    const { dueAt, estimateMinutes, isPriorityOverridden, closeOverrideReason } = ticket;
    return {
      ...toTicketRow(row, format),
      origin: row.origin,
      contactEmail: row.contactEmail,
      team: row.teamId && row.teamName ? { id: row.teamId, name: row.teamName } : null,
      impact: row.impact,
      urgency: row.urgency,
      closedAt: row.closedAt,
      ...row.facts,
      dueAt,
      estimateMinutes,
      isPriorityOverridden,
      closeOverrideReason,
      closeBlockers: ticket.isClosed ? [] : await closeBlockers(ctx, ticket),
      comments: thread,
      recipients: row.contactEmail && row.contactName ? [{ name: row.contactName, address: row.contactEmail }] : [],
      abilities: abilitiesOf(ctx, offered),
      upTo,
    };
  },
});

const nameIn = (ctx: ReadCtx, table: string, id: Sql): Sql =>
  sql`(select jsonb_build_object('id', n.id, 'name', n.name) from ${identifier(table)} n where n.tenant_id = ${ctx.tenant} and n.id = ${id})`;

const workFacts = (ctx: ReadCtx): Sql => sql`jsonb_build_object(
  'type', ${nameIn(ctx, 'ticket_types', sql`t.type_id`)},
  'category', ${nameIn(ctx, 'ticket_categories', sql`t.category_id`)},
  'subcategory', ${nameIn(ctx, 'ticket_categories', sql`t.subcategory_id`)},
  'resolutionCode', ${nameIn(ctx, 'resolution_codes', sql`t.resolution_code_id`)},
  'agents', (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name) order by lower(w.name)), '[]')
    from ticket_agents a join users w on w.tenant_id = a.tenant_id and w.id = a.user_id
    where a.tenant_id = ${ctx.tenant} and a.ticket_id = t.id and a.removed_at is null))`;

async function conversation(ctx: ReadCtx, ticketId: string): Promise<CommentCard[]> {
  const [rows, files] = await Promise.all([
    ctx.db.list(comments, { ticketId }, { orderBy: 'id' }),
    ctx.db.list(attachments, { ticketId }, { orderBy: 'id' }),
  ]);
  return rows.map((row) => ({
    ...row,
    attachments: files
      .filter((file) => file.commentId === row.id)
      .map(({ id, filename, contentType, size, isInline }) => ({
        id,
        filename,
        contentType,
        size: Number(size),
        isInline,
      })),
  }));
}
