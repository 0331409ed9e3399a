import { addressLine } from '@kelp/clients';
import { abilitiesOf, defineQuery, type ReadCtx } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { identifier, sql, type Sql } from '@kelp/platform/db';
import { closeBlockers } from '../close-rules';
import { getTicket, type CommentCard } from '../contract';
import { participantsOf } from '../participants';
import { tickets } from '../tables';
import { commentCards } from './comment-cards';
import { newestIn, ownComments } from './child-replies';
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
  location: (Named & { address: string }) | null;
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
  'ticket.delete',
  'ticket_comment.create_public',
  'ticket_comment.create_internal',
  'ticket_comment.schedule',
  'ticket_comment.update_own',
  'ticket_comment.update_any',
  'ticket_comment.delete_any',
];

const shown = 50;

/** One ticket with the latest of its conversation, for staff. */
export const getTicketQuery = defineQuery(getTicket, {
  permission: 'ticket.read',
  run: async (ctx, { id, withComments = true }) => {
    const [row, ticket, thread, recipients, upTo] = await Promise.all([
      ctx.db.maybe<FullTicket>(
        sql`select ${ticketSelect}, t.origin, k.email as contact_email, t.team_id, g.name as team_name, t.impact, t.urgency, t.closed_at,
            ${workFacts(ctx)} as facts
            ${ticketFrom} left join teams g on g.tenant_id = t.tenant_id and g.id = t.team_id
            where t.tenant_id = ${ctx.tenant} and t.id = ${id} and ${ctx.visible('ticket.read', 't')}`,
      ),
      ctx.db.find(tickets, { id }),
      withComments ? latest(ctx, id) : [],
      participantsOf(ctx, id),
      ctx.upTo(),
    ]);
    if (!row || !ticket) throw notFound('ticket');
    const { dueAt, estimateMinutes, formerNumber, isPriorityOverridden, closeOverrideReason } = ticket;
    return {
      ...toTicketRow(row),
      origin: row.origin,
      contactEmail: row.contactEmail,
      team: row.teamId && row.teamName ? { id: row.teamId, name: row.teamName } : null,
      impact: row.impact,
      urgency: row.urgency,
      closedAt: row.closedAt,
      formerNumber,
      ...row.facts,
      custom: ticket.custom,
      dueAt,
      estimateMinutes,
      isPriorityOverridden,
      closeOverrideReason,
      closeBlockers: ticket.isClosed ? [] : await closeBlockers(ctx, ticket),
      comments: thread,
      recipients: recipients.map(({ name, address }) => ({ name: name || address, address })),
      abilities: abilitiesOf(ctx, offered),
      upTo,
    };
  },
});

const nameIn = (ctx: ReadCtx, table: string, id: Sql): Sql =>
  sql`(select jsonb_build_object('id', n.id, 'name', n.name) from ${identifier(table)} n where n.tenant_id = ${ctx.tenant} and n.id = ${id})`;

const workFacts = (ctx: ReadCtx): Sql => sql`jsonb_build_object(
  'location', (select jsonb_build_object('id', l.id, 'name', l.name, 'address', ${addressLine})
    from client_locations l where l.tenant_id = ${ctx.tenant} and l.id = t.location_id),
  'type', ${nameIn(ctx, 'ticket_types', sql`t.type_id`)},
  'category', ${nameIn(ctx, 'ticket_categories', sql`t.category_id`)},
  'subcategory', ${nameIn(ctx, 'ticket_categories', sql`t.subcategory_id`)},
  'resolutionCode', ${nameIn(ctx, 'resolution_codes', sql`t.resolution_code_id`)},
  'agents', (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name) order by lower(w.name)), '[]')
    from ticket_agents a join users w on w.tenant_id = a.tenant_id and w.id = a.user_id
    where a.tenant_id = ${ctx.tenant} and a.ticket_id = t.id and a.removed_at is null))`;

/** The latest comments in the order of time. */
async function latest(ctx: ReadCtx, ticketId: string): Promise<CommentCard[]> {
  return commentCards(ctx, (await newestIn(ctx, ownComments(ctx, ticketId), shown)).reverse());
}
