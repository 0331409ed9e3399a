import {
  answerTimeline,
  clientMerge,
  contactMerge,
  movedRows,
  partyTimeline,
  ticketsNamed,
  type TicketFacts,
  type TimelineQuestion,
} from '@kelp/clients';
import { fillServerSlot, type ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { comments, heldReplies, recurringTickets, tickets, ticketTemplates, ticketWatchers } from './tables';

const read = 'ticket.read';
const ticket = { one: 'ticket', other: 'tickets', permission: read };
const recurring = { one: 'recurring ticket', other: 'recurring tickets', permission: 'recurring_ticket.read' };
const held = { one: 'waiting reply', other: 'waiting replies', permission: read };

/** What this room adds to clients and contacts: what moves when two become one, their tickets in the timeline, tickets by id. */
export const partyFillings = [
  fillServerSlot(clientMerge, (ctx, question) => {
    const field = 'clientId';
    return movedRows(ctx, question, [
      { table: tickets, field, ...ticket },
      { table: recurringTickets, field, ...recurring },
      { table: ticketTemplates, field, one: 'ticket template', other: 'ticket templates', permission: read },
      { table: heldReplies, field, ...held },
    ]);
  }),
  fillServerSlot(contactMerge, (ctx, question) => {
    const field = 'contactId';
    const href = `/msp/tickets?contact=${question.from}&state=all`;
    return movedRows(ctx, question, [
      { table: tickets, field, ...ticket, href },
      { table: comments, field, one: 'comment', other: 'comments', permission: read },
      {
        table: ticketWatchers,
        field,
        one: 'followed ticket',
        other: 'followed tickets',
        permission: read,
        once: ['ticketId'],
      },
      { table: recurringTickets, field, ...recurring, href: '/msp/settings/recurring-tickets' },
      { table: heldReplies, field, ...held },
    ]);
  }),
  fillServerSlot(partyTimeline, (ctx, question) =>
    answerTimeline(ctx, question, 'ticket', read, happened(ctx, question)),
  ),
  fillServerSlot(ticketsNamed, async (ctx, { ids }) => {
    if (!ctx.can(read)) return [];
    return ctx.db.rows<TicketFacts>(
      sql`select t.id, t.number_text as number, t.title, t.client_id, t.contact_id from tickets t
          where t.tenant_id = ${ctx.tenant} and t.id = any(${ids}::uuid[]) and ${ctx.visible(read, 't')}`,
    );
  }),
];

/** A ticket was opened, and closed where it is closed now. */
const happened = (ctx: ReadCtx, { party, ids }: TimelineQuestion): Sql => {
  const mine = sql`t.tenant_id = ${ctx.tenant} and ${ctx.visible(read, 't')}
    and ${party === 'client' ? sql`t.client_id` : sql`t.contact_id`} in ${ids}`;
  return sql`select t.id::text as id, 'ticket.opened' as event, t.created_at as at, t.title, '/msp/tickets/' || t.id as href, k.full_name as who,
      jsonb_build_object('status', s.name) as facts, null as icon
    from tickets t join statuses s on s.tenant_id = t.tenant_id and s.id = t.status_id
      left join contacts k on k.tenant_id = t.tenant_id and k.id = t.contact_id where ${mine}
    union all
    select t.id::text, 'ticket.closed', t.closed_at, t.title, '/msp/tickets/' || t.id, u.name, '{}', null
    from tickets t left join users u on u.tenant_id = t.tenant_id and u.id = t.closed_by
    where ${mine} and t.closed_at is not null`;
};
