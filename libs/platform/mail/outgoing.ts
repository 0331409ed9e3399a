import type { SendMailOptions } from 'nodemailer';
import { oneLine } from './mail-headers';

export interface OutgoingAttachment {
  filename: string;
  contentType: string;
  content: Buffer;
  /** Shown in the HTML by `cid:<contentId>` when given. */
  contentId?: string;
}

export interface OutgoingMail {
  /** With or without angle brackets. The same message must keep its id over all attempts, so that repeats fold. */
  messageId: string;
  from: OutgoingAddress;
  to: OutgoingAddress[];
  cc?: OutgoingAddress[];
  replyTo?: OutgoingAddress;
  subject: string;
  html?: string;
  text: string;
  inReplyTo?: string;
  references?: string[];
  /** Further headers. Names that make up the message itself (From, Content-Type …) are refused. */
  headers?: Record<string, string>;
  attachments?: OutgoingAttachment[];
  /** Marks mail that no person wrote: Auto-Submitted (RFC 3834) and X-Auto-Response-Suppress, so that it is not answered. */
  auto?: boolean;
  /** The Date header; the time of sending when left out. */
  date?: Date;
}

export interface OutgoingAddress {
  name?: string;
  address: string;
}

/** Says what makes a mail impossible to send as it is. Sending it again would fail the same way. */
export class UnsendableMail extends Error {}

const ownHeaders =
  /^(from|sender|to|cc|bcc|reply-to|subject|date|message-id|in-reply-to|references|return-path|mime-version|content-.*|auto-submitted)$/i;

/**
 * The mail as nodemailer takes it. Every value that becomes a header is on one line and every address is a single plain
 * one, so that nothing in a name, subject or address can add a header or a recipient.
 * @throws UnsendableMail
 */
export function composeOptions(mail: OutgoingMail): SendMailOptions {
  if (mail.to.length === 0) throw new UnsendableMail('The mail has no recipient.');
  return {
    messageId: messageId(mail.messageId),
    from: address(mail.from),
    to: mail.to.map(address),
    cc: (mail.cc ?? []).map(address),
    ...(mail.replyTo ? { replyTo: address(mail.replyTo) } : {}),
    subject: oneLine(mail.subject),
    text: mail.text,
    ...(mail.html === undefined ? {} : { html: mail.html }),
    ...(mail.inReplyTo ? { inReplyTo: messageId(mail.inReplyTo) } : {}),
    ...(mail.references?.length ? { references: mail.references.map(messageId) } : {}),
    ...(mail.date ? { date: mail.date } : {}),
    headers: { ...furtherHeaders(mail.headers ?? {}), ...(mail.auto ? automaticHeaders : {}) },
    attachments: (mail.attachments ?? []).map((file) => ({
      filename: oneLine(file.filename),
      contentType: oneLine(file.contentType),
      content: file.content,
      ...(file.contentId ? { cid: oneLine(file.contentId), contentDisposition: 'inline' as const } : {}),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

const automaticHeaders = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

function address({ name, address }: OutgoingAddress): { name: string; address: string } {
  if (!/^[^\s@<>,;:"()[\]\\\p{Cc}]+@[^\s@<>,;:"()\\\p{Cc}]+$/u.test(address) || address.length > 320) {
    throw new UnsendableMail(`"${oneLine(address).slice(0, 100)}" is not a mail address.`);
  }
  return { name: oneLine(name ?? ''), address };
}

function messageId(id: string): string {
  const bare = id.trim().replace(/^<|>$/g, '');
  if (!/^[^\s<>\p{Cc}]{3,500}$/u.test(bare)) throw new UnsendableMail('A Message-ID of the mail is malformed.');
  return `<${bare}>`;
}

function furtherHeaders(headers: Record<string, string>): Record<string, string> {
  const safe: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[A-Za-z][A-Za-z0-9-]{0,70}$/.test(name) || ownHeaders.test(name)) {
      throw new UnsendableMail(`The header "${oneLine(name).slice(0, 80)}" can't be set.`);
    }
    safe[name] = oneLine(value);
  }
  return safe;
}
