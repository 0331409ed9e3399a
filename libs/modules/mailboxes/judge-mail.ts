import { clients, findSender } from '@kelp/clients';
import { users } from '@kelp/identity';
import { emailMessages, type ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { automaticReason, type MailAddress, type ParsedMail } from '@kelp/platform/mail';
import { findThread } from './find-thread';
import { senderRuleFor } from './sender-rules';
import { mailboxes, type inboundMessages } from './tables';

/** Whose ticket a mail becomes. */
export interface Requester {
  clientId: string | null;
  contactId: string | null;
  name: string | null;
}

/** What becomes of a mail. */
export type Judgement =
  /** Nothing, and nobody need look at it. */
  | { kind: 'skip'; reason: string }
  /** Nothing, because a person said so of this sender. */
  | { kind: 'ignore'; reason: string }
  /** It waits until a person has looked at it. */
  | { kind: 'hold'; reason: string }
  /** A note on a ticket that changes nothing else. */
  | { kind: 'note'; ticketId: string; reason: string }
  /** A message on a ticket. `isForced`: a person put it there, whoever the sender is. */
  | { kind: 'reply'; ticketId: string; isForced: boolean }
  /** A new ticket. `isAutomatic`: a machine wrote, which is never answered. */
  | { kind: 'open'; requester: Requester; isAutomatic: boolean };

type Inbound = Row<typeof inboundMessages>;

/** Machines that only answer other machines' mail: nothing in it is worth a person's time. */
const answers = new Set(['delivery-report', 'mail-system']);

/**
 * Looks at a mail before anything is written. What a person decided comes first. Our own mail that came back is dropped; a machine's mail
 * becomes a note on the ticket it answers, and else waits for a person, so that alarms are not lost and two machines never write to each
 * other. Mail whose sender is forged, or whom nobody knows, waits too.
 */
export async function judgeMail(ctx: ReadCtx, inbound: Inbound, mail: ParsedMail): Promise<Judgement> {
  if (inbound.decision) return decided(ctx, inbound, mail);
  const mailbox = await ctx.db.get(mailboxes, inbound.mailboxId);
  const isOwn = mail.messageId
    ? (await ctx.db.find(emailMessages, { rfcMessageId: mail.messageId })) !== undefined
    : false;
  const automatic = automaticReason(mail, { isOwnMessageId: () => isOwn });
  if (automatic === 'own-message') return { kind: 'skip', reason: automatic };
  if (!mail.from) return { kind: 'hold', reason: 'no-sender' };
  if (await ctx.db.find(mailboxes, { address: mail.from.address })) return { kind: 'skip', reason: 'from-own-mailbox' };
  const rule = await senderRuleFor(ctx, mail.from.address);
  if (rule?.action === 'ignore') return { kind: 'ignore', reason: rule.pattern };
  const ticketId = await findThread(ctx, mail, { boardId: mailbox.boardId, recipient: inbound.recipient });
  const requester = await requesterOf(ctx, mail.from);
  if (inbound.authentication?.dmarc === 'fail' && requester) return { kind: 'hold', reason: 'forged' };
  if (automatic && ticketId) return { kind: 'note', ticketId, reason: automatic };
  if (ticketId) return { kind: 'reply', ticketId, isForced: false };
  if (rule?.action === 'accept') return accepted(ctx, mail.from, rule.clientId, automatic !== null);
  if (automatic) return { kind: isAnswer(automatic, mail) ? 'skip' : 'hold', reason: automatic };
  if (!requester) return mailbox.unknownSenders === 'hold' ? { kind: 'hold', reason: 'unknown-sender' } : open(nobody);
  if (!requester.isWelcome) return { kind: 'hold', reason: 'inactive-client' };
  return open(requester);
}

const nobody: Requester = { clientId: null, contactId: null, name: null };
const open = ({ clientId, contactId, name }: Requester, isAutomatic = false): Judgement => ({
  kind: 'open',
  requester: { clientId, contactId, name },
  isAutomatic,
});

const isAnswer = (reason: string, mail: ParsedMail): boolean =>
  answers.has(reason) || (mail.autoSubmitted ?? '').startsWith('auto-replied');

async function decided(ctx: ReadCtx, { decision }: Inbound, mail: ParsedMail): Promise<Judgement> {
  if (decision?.kind === 'attach') return { kind: 'reply', ticketId: decision.ticketId, isForced: true };
  const { clientId = null, contactId = null } = decision ?? {};
  const known = contactId && mail.from ? await findSender(ctx, mail.from.address) : undefined;
  return open({ clientId, contactId, name: known?.name ?? null }, automaticReason(mail) !== null);
}

async function accepted(
  ctx: ReadCtx,
  from: MailAddress,
  clientId: string | null,
  isAutomatic: boolean,
): Promise<Judgement> {
  const sender = await findSender(ctx, from.address);
  const client = clientId ?? sender.clientId;
  const contactId = sender.clientId === client ? sender.contactId : null;
  if (client && (await ctx.db.get(clients, client)).isInactive) return { kind: 'hold', reason: 'inactive-client' };
  return open({ clientId: client, contactId, name: sender.name }, isAutomatic);
}

/** The contact, the client by its domain, or a colleague; undefined when nobody knows the address. An inactive client's mail is not welcome. */
async function requesterOf(ctx: ReadCtx, from: MailAddress): Promise<(Requester & { isWelcome: boolean }) | undefined> {
  const sender = await findSender(ctx, from.address);
  if (sender.clientId) return { ...sender, isWelcome: !(await ctx.db.get(clients, sender.clientId)).isInactive };
  if (sender.contactId) return { ...sender, isWelcome: true };
  const colleague = await ctx.db.find(users, { email: from.address, type: 'internal' });
  return colleague && { ...nobody, name: colleague.name, isWelcome: true };
}
