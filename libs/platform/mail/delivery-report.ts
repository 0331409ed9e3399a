import { bounceKind } from './bounce-kind';
import type { MailAttachment, ParsedMail } from './parse';

/** One recipient of a report. Addresses are lower case. */
export interface ReportedRecipient {
  address: string;
  action: 'failed' | 'delayed' | 'delivered';
  kind: 'hard' | 'soft' | 'refused';
  /** Status and the remote server's words, on one line. */
  detail: string;
}

export interface DeliveryReport {
  /** `bounce`: what became of a mail of ours (RFC 3464, 6522); `complaint`: a reader called it spam (RFC 5965). */
  kind: 'bounce' | 'complaint';
  recipients: ReportedRecipient[];
  /** Of the mail that is reported, in angle brackets. */
  messageId: string | null;
  /** A header of the mail that is reported; null when the report brings none back. */
  header(name: string): string | null;
}

const maxPart = 200_000;
const maxRecipients = 200;

/** Reads a delivery or abuse report; null for any other mail, read receipts among them. Never throws. */
export function deliveryReportIn(mail: ParsedMail): DeliveryReport | null {
  if (!mail.isDsn) return null;
  const returned = mail.attachments.find(({ contentType }) =>
    /^(message\/(rfc822|global)|text\/rfc822-headers)/.test(contentType),
  );
  const head = returned ? headOf(textOf(returned)) : '';
  const header = (name: string) => fieldIn(head, name);
  const messageId = /<[^<>\s]{3,500}>/.exec(header('message-id') ?? '')?.[0] ?? null;
  const feedback = mail.attachments.find(({ contentType }) => contentType === 'message/feedback-report');
  if (feedback) return complaint(textOf(feedback), messageId, header);
  const status = mail.attachments.find(({ contentType }) => /^message\/(global-)?delivery-status$/.test(contentType));
  // The parser takes a status part without a name for text of the mail.
  const recipients = (status ? textOf(status) : mail.text)
    .split(/\n\s*\n/)
    .flatMap(recipientIn)
    .slice(0, maxRecipients);
  return recipients.length > 0 ? { kind: 'bounce', recipients, messageId, header } : null;
}

function complaint(report: string, messageId: string | null, header: DeliveryReport['header']): DeliveryReport | null {
  // "not-spam" takes a complaint back; virus and fraud are about the mail, not about a reader who wants none.
  if ((fieldIn(report, 'feedback-type') ?? '').toLowerCase() !== 'abuse') return null;
  const named = fieldIn(report, 'original-rcpt-to') ?? header('to') ?? '';
  const address = addressIn(named);
  const recipients = address
    ? [{ address, action: 'failed' as const, kind: 'hard' as const, detail: 'The reader marked the mail as spam.' }]
    : [];
  return { kind: 'complaint', recipients, messageId, header };
}

function recipientIn(block: string): ReportedRecipient[] {
  const address =
    addressIn(fieldIn(block, 'original-recipient') ?? '') ?? addressIn(fieldIn(block, 'final-recipient') ?? '');
  const final = addressIn(fieldIn(block, 'final-recipient') ?? '');
  const action = (fieldIn(block, 'action') ?? '').toLowerCase();
  const kind = action === 'delivered' || action === 'relayed' || action === 'expanded' ? 'delivered' : action;
  if (kind !== 'failed' && kind !== 'delayed' && kind !== 'delivered') return [];
  const status = fieldIn(block, 'status');
  const words = (fieldIn(block, 'diagnostic-code') ?? '').replace(/^[\w-]{1,20};\s*/, '');
  const detail = [status, words].filter(Boolean).join(': ').slice(0, 500);
  const found = address ?? final ?? '';
  return [
    { address: found, action: kind, kind: bounceKind(/\b5\.\d+\.\d+/.exec(status ?? '')?.[0] ?? status), detail },
  ];
}

const textOf = (part: MailAttachment): string =>
  part.content.subarray(0, maxPart).toString('utf8').replaceAll('\r\n', '\n');
const headOf = (text: string): string => text.split(/\n\s*\n/, 1)[0] ?? '';

/** A field of a header block, unfolded. */
function fieldIn(block: string, name: string): string | null {
  const found = new RegExp(`^${name}:(.*(?:\\n[ \\t].*)*)`, 'im').exec(block);
  return found ? (found[1] ?? '').replace(/\s+/g, ' ').trim().slice(0, 2_000) : null;
}

function addressIn(value: string): string | null {
  return /[^\s@<>;,"]+@[^\s@<>;,"]+/.exec(value)?.[0]?.toLowerCase() ?? null;
}
