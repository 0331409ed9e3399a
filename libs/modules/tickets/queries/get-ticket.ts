import { abilitiesOf, defineQuery, numberFormat, type ReadCtx } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { getTicket, type CommentCard } from '../contract';
import { attachments, comments } from '../tables';
import { ticketFrom, ticketSelect, toTicketRow, type FlatTicket } from './ticket-rows';

interface FullTicket extends FlatTicket {
  origin: 'internal' | 'portal' | 'email' | 'api';
  contactEmail: string | null;
  teamId: string | null;
  teamName: string | null;
  impact: number | null;
  urgency: number | null;
  closedAt: Date | null;
}

const offered = [
  'ticket.update',
  'ticket.assign',
  'ticket.close',
  'ticket_comment.create_public',
  'ticket_comment.create_internal',
];

/** One ticket with its whole conversation, for staff. */
export const getTicketQuery = defineQuery(getTicket, {
  permission: 'ticket.read',
  run: async (ctx, { id }) => {
    const [row, thread, format, upTo] = await Promise.all([
      ctx.db.maybe<FullTicket>(
        sql`select ${ticketSelect}, t.origin, k.email as contact_email, t.team_id, g.name as team_name, t.impact, t.urgency, t.closed_at
            ${ticketFrom} left join teams g on g.tenant_id = t.tenant_id and g.id = t.team_id
            where t.tenant_id = ${ctx.tenant} and t.id = ${id} and ${ctx.visible('ticket.read', 't')}`,
      ),
      conversation(ctx, id),
      numberFormat(ctx, 'ticket'),
      ctx.upTo(),
    ]);
    if (!row) throw notFound('ticket');
    return {
      ...toTicketRow(row, format),
      origin: row.origin,
      contactEmail: row.contactEmail,
      team: row.teamId && row.teamName ? { id: row.teamId, name: row.teamName } : null,
      impact: row.impact,
      urgency: row.urgency,
      closedAt: row.closedAt,
      comments: thread,
      recipients: row.contactEmail && row.contactName ? [{ name: row.contactName, address: row.contactEmail }] : [],
      abilities: abilitiesOf(ctx, offered),
      upTo,
    };
  },
});

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
