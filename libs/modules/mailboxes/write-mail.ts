import { contactsByAddress } from '@kelp/clients';
import { users } from '@kelp/identity';
import type { Ctx } from '@kelp/kernel';
import { isSeen } from '@kelp/kernel/contract';
import { sanitizeMailHtml } from '@kelp/platform/html';
import { sql, type Row } from '@kelp/platform/db';
import { splitQuoted, type ParsedMail } from '@kelp/platform/mail';
import { openTicket, takeClientReply, tickets, ticketWatchers, writeComment, type NewAttachment } from '@kelp/tickets';
import { ticketOfAddress } from './domain/reply-token';
import { judgeMail, type Judgement, type Requester } from './judge-mail';
import { participantsOf } from './participants';
import { mailboxes, type inboundMessages } from './tables';

export type StoredAttachment = NewAttachment & { id: string };

/** The files of a mail that may be handed on, and a sentence for each that needs one. */
export interface MailFiles {
  stored: StoredAttachment[];
  warnings: string[];
}

/** What the row of the inbound mail notes about its effect. */
export interface MailOutcome {
  ticketId: string | null;
  commentId: string | null;
  didReopen: boolean;
  /** Done when it is missing. */
  state?: 'skipped' | 'ignored' | 'held';
  reason?: string;
}

type Inbound = Row<typeof inboundMessages>;

interface Content {
  text: string;
  html?: string;
  quoted: string;
  origin: string;
  rfcMessageId: string | null;
  attachments: StoredAttachment[];
}

const reopensAnHour = 3;
const maxCopies = 20;

/** Writes what a mail becomes: a new ticket, a client's reply, or a note for review. The caller marks the mail done in the same transaction. */
export async function writeMail(ctx: Ctx, inbound: Inbound, mail: ParsedMail, files: MailFiles): Promise<MailOutcome> {
  const judgement = await judgeMail(ctx, inbound, mail);
  const content = contentOf(mail, files.stored);
  const outcome = await carryOut(ctx, judgement, inbound, mail, content);
  if (outcome.ticketId && files.warnings.length > 0) await warn(ctx, outcome.ticketId, files.warnings);
  return outcome;
}

async function carryOut(
  ctx: Ctx,
  judgement: Judgement,
  inbound: Inbound,
  mail: ParsedMail,
  content: Content,
): Promise<MailOutcome> {
  const nothing = { ticketId: null, commentId: null, didReopen: false };
  switch (judgement.kind) {
    case 'skip':
      return { ...nothing, state: 'skipped', reason: judgement.reason };
    case 'ignore':
      return { ...nothing, state: 'ignored', reason: judgement.reason };
    case 'hold':
      return { ...nothing, state: 'held', reason: judgement.reason };
    case 'open':
      return openFromMail(ctx, inbound, mail, content, judgement.requester, judgement.isAutomatic);
    case 'note': {
      const ticket = await ctx.db.lock(tickets, judgement.ticketId);
      return note(ctx, ticket, mail, content, `An automatic mail (${judgement.reason})`);
    }
    case 'reply': {
      const ticket = await ctx.db.lock(tickets, judgement.ticketId);
      return reply(ctx, ticket, mail, content, judgement.isForced);
    }
  }
}

/** For the people of the desk: what is not as it seems, and what was held back. */
async function warn(ctx: Ctx, ticketId: string, warnings: string[]): Promise<void> {
  await writeComment(ctx, await ctx.db.lock(tickets, ticketId), {
    authorType: 'system',
    visibility: 'internal',
    authorName: 'Kelp',
    text: `Careful with the files of this mail.\n\n${warnings.join('\n')}`,
  });
}

/** The part that is new, the HTML made safe with its inline pictures behind the attachment door, and what was quoted. */
function contentOf(mail: ParsedMail, files: StoredAttachment[]): Content {
  const { fresh, quoted } = splitQuoted(mail.text);
  const byContentId = new Map(files.flatMap((file) => (file.contentId ? [[file.contentId, file.id] as const] : [])));
  const cidUrl = (contentId: string) => {
    const id = byContentId.get(contentId);
    return id ? `/api/files/ticket.attachment/${id}` : null;
  };
  // Mail programs put the quoted part into the HTML too. Where one was found the new text alone is shown, and pictures stay as files.
  const isWhole = quoted === '' && mail.html !== null;
  const html = isWhole ? { html: sanitizeMailHtml(mail.html ?? '', { cidUrl }).html } : {};
  const attachments = files.map((file) => ({ ...file, isInline: isWhole && (file.isInline ?? false) }));
  const text = fresh || (attachments.length > 0 ? '(The mail has only attachments.)' : '(The mail has no text.)');
  return { text, ...html, quoted, origin: 'mail', rfcMessageId: mail.messageId, attachments };
}

const nameOf = (mail: ParsedMail): string => mail.from?.name || mail.from?.address || 'Unknown sender';

async function openFromMail(
  ctx: Ctx,
  inbound: Inbound,
  mail: ParsedMail,
  content: Content,
  sender: Requester,
  isAutomatic: boolean,
): Promise<MailOutcome> {
  const mailbox = await ctx.db.get(mailboxes, inbound.mailboxId);
  const ticket = await openTicket(ctx, {
    title: titleFrom(mail),
    boardId: mailbox.boardId,
    ...(mailbox.defaultPriorityId ? { priorityId: mailbox.defaultPriorityId } : {}),
    ...(mailbox.defaultAssigneeId ? { assignedTo: mailbox.defaultAssigneeId } : {}),
    clientId: sender.clientId,
    contactId: sender.contactId,
    origin: 'email',
    mailMessageIds: mail.messageId ? [mail.messageId] : [],
  });
  const comment = await writeComment(ctx, ticket, {
    ...content,
    authorType: 'client',
    visibility: 'public',
    authorName: sender.name ?? nameOf(mail),
    contactId: sender.contactId,
    isOpening: true,
  });
  await watch(ctx, ticket.id, [...(sender.contactId || !mail.from ? [] : [mail.from.address]), ...copiesOf(mail)]);
  return {
    ticketId: ticket.id,
    commentId: comment.id,
    didReopen: false,
    ...(isAutomatic ? { reason: 'automatic' } : {}),
  };
}

/** Control characters and a subject in which nothing can be seen must not stop a ticket. */
function titleFrom(mail: ParsedMail): string {
  const subject = mail.subject.replace(/\s+/g, ' ').trim();
  return (isSeen(subject) ? subject : '(no subject)').slice(0, 300);
}

const copiesOf = (mail: ParsedMail): string[] =>
  [...mail.to, ...mail.cc].map(({ address }) => address).filter((address) => ticketOfAddress(address) === null);

/** Notes who else is to hear of the ticket; neither our own mailboxes nor staff, and nobody twice. */
async function watch(ctx: Ctx, ticketId: string, addresses: string[]): Promise<void> {
  const known = new Set((await participantsOf(ctx, ticketId)).map(({ address }) => address));
  const wanted = [...new Set(addresses)].filter((address) => !known.has(address)).slice(0, maxCopies);
  if (wanted.length === 0) return;
  const ours = await ctx.db.rows<{ address: string }>(
    sql`select address from mailboxes where tenant_id = ${ctx.tenant} and address = any(${wanted}::text[])
        union select email from users where tenant_id = ${ctx.tenant} and type = 'internal' and email = any(${wanted}::text[])`,
  );
  const own = new Set(ours.map(({ address }) => address));
  const people = await contactsByAddress(ctx, wanted);
  for (const address of wanted) {
    if (own.has(address)) continue;
    const contactId = people.get(address)?.id ?? null;
    await ctx.db.insert(ticketWatchers, { ticketId, contactId, address: contactId ? null : address });
  }
}

/** An internal note that changes nothing but the ticket's activity, for a person to look at. */
async function note(
  ctx: Ctx,
  ticket: Row<typeof tickets>,
  mail: ParsedMail,
  content: Content,
  why: string,
): Promise<MailOutcome> {
  const intro = `${why} from ${nameOf(mail)} <${mail.from?.address ?? ''}>.`;
  const { html: _shownAsText, ...plain } = content;
  const comment = await writeComment(ctx, ticket, {
    ...plain,
    text: `${intro}\n\n${content.text}`,
    authorType: 'system',
    visibility: 'internal',
    authorName: nameOf(mail),
    attachments: content.attachments.map((file) => ({ ...file, isInline: false })),
  });
  return { ticketId: ticket.id, commentId: comment.id, didReopen: false, reason: 'note' };
}

async function reply(
  ctx: Ctx,
  ticket: Row<typeof tickets>,
  mail: ParsedMail,
  content: Content,
  isForced: boolean,
): Promise<MailOutcome> {
  const address = mail.from?.address ?? '';
  if (isForced && address) await watch(ctx, ticket.id, [address]);
  const participant = (await participantsOf(ctx, ticket.id)).find((one) => one.address === address);
  if (!participant) {
    const isStaff = (await ctx.db.find(users, { email: address, type: 'internal' })) !== undefined;
    const why = isStaff
      ? 'A mail with a colleague’s address'
      : 'A mail of somebody who does not take part in this ticket. Please review it:';
    return note(ctx, ticket, mail, content, why);
  }
  const outcome = await takeClientReply(
    ctx,
    ticket,
    { ...content, authorName: participant.name || nameOf(mail), contactId: participant.contactId },
    {
      origin: 'email',
      mayReopen: await mayReopen(ctx, ticket.id),
      mailMessageIds: mail.messageId ? [mail.messageId] : [],
    },
  );
  if (outcome.kind !== 'followed' && mail.messageId) await remember(ctx, ticket.id, mail.messageId);
  if (outcome.kind === 'followed' && !participant.contactId) await watch(ctx, outcome.ticketId, [address]);
  await watch(ctx, outcome.ticketId, copiesOf(mail));
  return { ticketId: outcome.ticketId, commentId: outcome.commentId, didReopen: outcome.kind === 'reopened' };
}

async function mayReopen(ctx: Ctx, ticketId: string): Promise<boolean> {
  const { count } = await ctx.db.one<{ count: bigint }>(
    sql`select count(*) as count from inbound_messages where tenant_id = ${ctx.tenant} and ticket_id = ${ticketId} and did_reopen
        and updated_at > ${ctx.now()}::timestamptz - interval '1 hour'`,
  );
  return count < BigInt(reopensAnHour);
}

/** Adds a Message-ID to the ticket's thread. Past the version: it is no fact that a person edits. */
export async function remember(ctx: Ctx, ticketId: string, messageId: string): Promise<void> {
  await ctx.db.rows(
    sql`update tickets set mail_message_ids = array_append(mail_message_ids, ${messageId})
        where tenant_id = ${ctx.tenant} and id = ${ticketId} and not (${messageId} = any(mail_message_ids))`,
  );
}
