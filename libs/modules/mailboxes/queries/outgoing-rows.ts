import type { ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import type { OutgoingRow } from '../contract';

interface FlatOutgoing extends Omit<OutgoingRow, 'to' | 'ticket'> {
  toAddress: string;
  ticketId: string | null;
  ticketNumber: string | null;
}

/** The messages that fit, newest first, each with the ticket it belongs to. */
export async function outgoingRows(ctx: ReadCtx, where: Sql, limit: number): Promise<OutgoingRow[]> {
  const rows = await ctx.db.rows<FlatOutgoing>(
    sql`select e.id, e.to_address, e.to_name, case when e.subtype = 'security' then '' else e.subject end as subject, e.template, e.state,
            e.created_at, e.sent_at, e.next_at, e.attempts, e.error, t.id as ticket_id, t.number_text as ticket_number
          from email_messages e
          left join tickets t on t.tenant_id = e.tenant_id and t.id = e.about_id and e.about_type in ('ticket', 'ticket_notice')
          where e.tenant_id = ${ctx.tenant} and ${where} order by e.id desc limit ${limit}`,
  );
  return rows.map(({ toAddress, ticketId, ticketNumber, ...row }) => ({
    ...row,
    to: toAddress,
    ticket: ticketId && ticketNumber !== null ? { id: ticketId, number: ticketNumber } : null,
  }));
}
