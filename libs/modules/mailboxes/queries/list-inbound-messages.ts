import { defineQuery, readCursor, writeCursor } from '@kelp/kernel';
import { and, sql } from '@kelp/platform/db';
import { listInboundMessages, type InboundRow } from '../contract';
import type { MailAuthentication } from '../tables';

interface FlatInbound {
  id: string;
  mailboxId: string;
  mailboxName: string;
  fromAddress: string | null;
  envelopeFrom: string;
  subject: string | null;
  size: bigint;
  state: InboundRow['state'];
  reason: string | null;
  receivedAt: Date;
  attempts: number;
  authentication: MailAuthentication | null;
  ticketId: string | null;
  ticketNumber: string | null;
}

/** The mail that came in, newest first, with what became of it. */
export const listInboundMessagesQuery = defineQuery(listInboundMessages, {
  permission: 'email_settings.read',
  run: async (ctx, input) => {
    const cursor = readCursor(input.after, ['string']);
    const where = [sql`i.tenant_id = ${ctx.tenant}`];
    if (input.mailboxId) where.push(sql`i.mailbox_id = ${input.mailboxId}`);
    if (input.state) where.push(sql`i.state = ${input.state}`);
    if (cursor) where.push(sql`i.id < ${cursor[0]}::uuid`);
    const rows = await ctx.db.rows<FlatInbound>(
      sql`select i.id, i.mailbox_id, m.name as mailbox_name, i.from_address, i.envelope_from, i.subject, i.size, i.state, i.reason,
              i.received_at, i.attempts, i.authentication, t.id as ticket_id, t.number_text as ticket_number
            from inbound_messages i join mailboxes m on m.tenant_id = i.tenant_id and m.id = i.mailbox_id
            left join tickets t on t.tenant_id = i.tenant_id and t.id = i.ticket_id
            where ${and(where)} order by i.id desc limit ${input.limit + 1}`,
    );
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      rows: page.map(toInboundRow),
      next: rows.length > input.limit && last ? writeCursor([last.id]) : null,
    };
  },
});

function toInboundRow(row: FlatInbound): InboundRow {
  const { id, subject, state, reason, receivedAt, attempts, ticketId, ticketNumber } = row;
  return {
    id,
    subject,
    state,
    reason,
    receivedAt,
    attempts,
    mailbox: { id: row.mailboxId, name: row.mailboxName },
    check: row.authentication?.detail ?? null,
    from: row.fromAddress ?? row.envelopeFrom,
    size: Number(row.size),
    ticket: ticketId && ticketNumber !== null ? { id: ticketId, number: ticketNumber } : null,
  };
}
