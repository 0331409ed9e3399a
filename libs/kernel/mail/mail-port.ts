import type { MailFile, MailSecurity } from '../tables';

/** A tenant's own SMTP server. `key` changes with its settings. */
export interface OwnServer {
  key: string;
  host: string;
  port: number;
  security: MailSecurity;
  username: string;
  password: string;
}

export type SendOutcome =
  | { kind: 'sent'; response?: string }
  | { kind: 'temporary' | 'unknown'; message: string; serverFailed: boolean }
  /** `refusal` says whether the address is to blame: no such mailbox, takes no mail now, or neither. */
  | { kind: 'permanent'; message: string; refusal: 'hard' | 'soft' | 'refused' }
  /** Not tried at all: the server is known to be away or has no free connection. */
  | { kind: 'waiting'; message: string; retryAfterMs: number };

/** What the worker needs to send one stored message. */
export interface MailPort {
  /** By the installation's server, or by a tenant's own. Never throws for trouble with a server. */
  send(message: OutgoingMail, own: OwnServer | null): Promise<SendOutcome>;
  /** Connects and signs in without sending; null when all is well, else a sentence. */
  check?(own: OwnServer): Promise<string | null>;
}

export interface OutgoingMail {
  messageId: string;
  from: string;
  to: string;
  toName: string;
  replyTo: string | null;
  subject: string;
  html: string;
  text: string;
  inReplyTo: string | null;
  references: string[];
  /** Marked so that no machine answers it (RFC 3834). */
  isAutomatic: boolean;
  headers: Record<string, string>;
  attachments: MailFile[];
}

let port: MailPort | undefined;

/** Gives the mail job its way out; once at start, by the process that has a transport. */
export function useMailPort(given: MailPort): void {
  port = given;
}

/** The way out. Throws where this process has none. */
export function mailPort(): MailPort {
  if (!port) throw new Error('This process has no way to send mail.');
  return port;
}
