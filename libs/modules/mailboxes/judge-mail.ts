import { emailMessages, type ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { automaticReason, type ParsedMail } from '@kelp/platform/mail';
import { findThread } from './find-thread';
import { mailboxes, type inboundMessages } from './tables';

/** What becomes of a mail: nothing, a note that changes nothing else, a message on its ticket, or a new ticket. */
export type Judgement =
  | { kind: 'skip'; reason: string }
  | { kind: 'note'; ticketId: string; reason: string }
  | { kind: 'reply'; ticketId: string }
  | { kind: 'open' };

/**
 * Looks at a mail before anything is written. Our own mail that came back is dropped; mail that a machine wrote becomes a note on the
 * ticket it answers and is dropped without one, so that two machines never write to each other.
 */
export async function judgeMail(
  ctx: ReadCtx,
  inbound: Row<typeof inboundMessages>,
  mail: ParsedMail,
): Promise<Judgement> {
  const mailbox = await ctx.db.get(mailboxes, inbound.mailboxId);
  const isOwn = mail.messageId
    ? (await ctx.db.find(emailMessages, { rfcMessageId: mail.messageId })) !== undefined
    : false;
  const automatic = automaticReason(mail, { isOwnMessageId: () => isOwn });
  if (automatic === 'own-message') return { kind: 'skip', reason: automatic };
  if (!mail.from) return { kind: 'skip', reason: 'no-sender' };
  if (await ctx.db.find(mailboxes, { address: mail.from.address })) return { kind: 'skip', reason: 'from-own-mailbox' };
  const ticketId = await findThread(ctx, mail, mailbox.boardId);
  if (automatic) return ticketId ? { kind: 'note', ticketId, reason: automatic } : { kind: 'skip', reason: automatic };
  return ticketId ? { kind: 'reply', ticketId } : { kind: 'open' };
}
