import { prefixesOf, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { followMerges } from '@kelp/tickets';
import { ticketTokenIn, type ParsedMail } from '@kelp/platform/mail';
import { tickets } from '@kelp/tickets';
import { ticketOfAddress } from './domain/reply-token';

interface Arrival {
  boardId: string;
  /** The address of the envelope, when it is known. */
  recipient: string | null;
}

/**
 * M8: the ticket that a mail answers, or null: by the token in the address it came to; else by In-Reply-To and References against the
 * mails of a ticket, ours and theirs, the newest first; else by the token in the subject. A mail that opened a ticket on several boards
 * belongs to the one of this board; one of a ticket that was merged belongs to where it leads now.
 */
export async function findThread(
  ctx: ReadCtx,
  mail: ParsedMail,
  { boardId, recipient }: Arrival,
): Promise<string | null> {
  const addressed = await byAddress(ctx, [...(recipient ? [recipient] : []), ...mail.to.map(({ address }) => address)]);
  if (addressed) return followMerges(ctx, addressed);
  const named = [...(mail.inReplyTo ? [mail.inReplyTo] : []), ...[...mail.references].reverse()];
  const ids = [...new Set([...named, ...(mail.isDsn ? returnedIds(mail) : [])])];
  const found = (await byReferences(ctx, ids, boardId)) ?? (await byToken(ctx, mail.subject));
  return found && followMerges(ctx, found);
}

async function byAddress(ctx: ReadCtx, addresses: string[]): Promise<string | null> {
  const ids = addresses.flatMap((address) => ticketOfAddress(address) ?? []);
  if (ids.length === 0) return null;
  return (await ctx.db.find(tickets, { id: ids }))?.id ?? null;
}

async function byReferences(ctx: ReadCtx, ids: string[], boardId: string): Promise<string | null> {
  if (ids.length === 0) return null;
  const found = await ctx.db.rows<{ messageId: string; ticketId: string }>(
    sql`select m.message_id, m.ticket_id from (
          select c.rfc_message_id as message_id, c.ticket_id from comments c
            where c.tenant_id = ${ctx.tenant} and c.rfc_message_id = any(${ids}::text[])
          union all
          select e.rfc_message_id, e.about_id from email_messages e
            where e.tenant_id = ${ctx.tenant} and e.rfc_message_id = any(${ids}::text[]) and e.about_type = 'ticket') m
        join tickets t on t.tenant_id = ${ctx.tenant} and t.id = m.ticket_id
        order by (t.board_id = ${boardId}) desc, t.id desc`,
  );
  for (const id of ids) {
    const match = found.find((row) => row.messageId === id);
    if (match) return match.ticketId;
  }
  return null;
}

async function byToken(ctx: ReadCtx, subject: string): Promise<string | null> {
  const prefixes = await prefixesOf(ctx, 'ticket');
  const digits = ticketTokenIn(subject, new RegExp(`\\[#?(?:${prefixes.join('|')})(\\d{1,15})\\]`, 'i'));
  if (!digits) return null;
  const ticket = await ctx.db.maybe<{ id: string }>(
    sql`select id from tickets where tenant_id = ${ctx.tenant} and number = ${BigInt(digits)}`,
  );
  return ticket?.id ?? null;
}

const maxReturned = 100_000;

/** The Message-IDs of the mail that a delivery report sends back, whole or its headers only (RFC 3464). */
function returnedIds(mail: ParsedMail): string[] {
  const parts = mail.attachments.map(({ content }) => content.subarray(0, maxReturned).toString('latin1'));
  return parts.flatMap((part) => [...part.matchAll(/^message-id:\s*(<[^<>\s]{3,500}>)/gim)].map(([, id]) => id ?? ''));
}
