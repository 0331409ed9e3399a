import {
  bounceMessage,
  complainAbout,
  deliveryHeader,
  emailMessages,
  isShortSignature,
  recordStates,
  type Ctx,
  type Message,
} from '@kelp/kernel';
import type { DeliveryReport, ParsedMail, ReportedRecipient } from '@kelp/platform/mail';
import { tickets, writeComment } from '@kelp/tickets';
import type { InboundState } from './tables';

interface ReportOutcome {
  state: InboundState;
  reason: string;
  ticketId?: string;
  commentId?: string;
}

/**
 * Notes on our own messages what another server or a reader reports about them. Reports are never answered. Only a report that brings back
 * the signed header of the message can suppress an address: everybody who was mailed knows the Message-ID.
 */
export async function takeReport(ctx: Ctx, report: DeliveryReport, mail: ParsedMail): Promise<ReportOutcome> {
  const signed = await signedMessage(ctx, report);
  let outcome: ReportOutcome = { state: 'skipped', reason: 'report-of-others' };
  for (const recipient of report.recipients) {
    const message = signed ?? (await messageTo(ctx, report, recipient));
    if (!message) continue;
    outcome = { state: 'done', reason: report.kind === 'complaint' ? 'complaint' : 'delivery-report' };
    const isNews = await note(
      ctx,
      report.kind,
      await ctx.db.lock(emailMessages, message.id),
      recipient,
      signed !== undefined,
    );
    if (isNews && message.aboutType === 'ticket' && message.aboutId)
      outcome = { ...outcome, ...(await tellTicket(ctx, message.aboutId, message, recipient, report, mail)) };
  }
  return outcome;
}

async function signedMessage(ctx: Ctx, report: DeliveryReport): Promise<Message | undefined> {
  const [id = '', signature = ''] = (report.header(deliveryHeader) ?? '').split('.');
  if (!/^[0-9a-f-]{36}$/.test(id) || !isShortSignature('delivery', id, signature)) return undefined;
  return ctx.db.find(emailMessages, { id });
}

/** By the Message-ID, which all mails of one reply share, and the recipient; a report that names none is about the only one. */
async function messageTo(
  ctx: Ctx,
  { messageId }: DeliveryReport,
  { address }: ReportedRecipient,
): Promise<Message | undefined> {
  if (!messageId) return undefined;
  const sent = await ctx.db.list(emailMessages, { rfcMessageId: messageId }, { limit: 100 });
  return sent.find((one) => one.toAddress === address) ?? (sent.length === 1 && address === '' ? sent[0] : undefined);
}

/** True when the report ends the message and says so for the first time. */
async function note(
  ctx: Ctx,
  kind: DeliveryReport['kind'],
  message: Message,
  { action, kind: blame, detail }: ReportedRecipient,
  isTrusted: boolean,
): Promise<boolean> {
  if (kind === 'complaint') {
    if (message.state !== 'complained') await complainAbout(ctx, message, detail, isTrusted);
    return message.state !== 'complained';
  }
  if (action !== 'failed') {
    await recordStates(ctx, [{ message, state: action, detail }]);
    return false;
  }
  if (message.state === 'bounced' || message.state === 'complained') return false;
  await bounceMessage(ctx, message, blame, detail || 'The mail came back.', isTrusted);
  return true;
}

async function tellTicket(
  ctx: Ctx,
  ticketId: string,
  message: Message,
  { detail }: ReportedRecipient,
  report: DeliveryReport,
  mail: ParsedMail,
) {
  const what =
    report.kind === 'complaint'
      ? `${message.toAddress} marked our mail as spam. No more mail goes to this address until somebody allows it again.`
      : `The mail to ${message.toAddress} could not be delivered${detail ? `: ${detail}` : '.'}`;
  const comment = await writeComment(ctx, await ctx.db.lock(tickets, ticketId), {
    authorType: 'system',
    visibility: 'internal',
    authorName: 'Kelp',
    text: `${what}\n\n${mail.text.slice(0, 1_000).trim()}`.trim(),
    origin: 'mail',
  });
  return { ticketId, commentId: comment.id };
}
