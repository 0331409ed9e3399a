import type { ParsedMail } from './parse';

export interface AutomaticOptions {
  /** Recognises Message-IDs that this installation has sent; such a mail has come back to us. */
  isOwnMessageId?(messageId: string): boolean;
}

/**
 * Why a mail was not written by a person, as a stable word; null for a person's mail. Mail with a reason must never be
 * answered automatically, or two machines write to each other for ever (RFC 3834, section 2).
 */
export function automaticReason(mail: ParsedMail, options: AutomaticOptions = {}): string | null {
  if (mail.messageId && options.isOwnMessageId?.(mail.messageId)) return 'own-message';
  if (mail.isDsn) return 'delivery-report';
  if (mail.autoSubmitted && !/^no\b/.test(mail.autoSubmitted)) return 'auto-submitted';
  if (mail.returnPathEmpty) return 'empty-return-path';
  if (mail.precedence && /^(bulk|junk|list|auto[_-]reply)$/.test(mail.precedence)) return 'precedence';
  if (mail.isList) return 'mailing-list';
  if (mail.xAutoResponseSuppress && !/^none$/i.test(mail.xAutoResponseSuppress)) return 'auto-response-suppressed';
  if (mail.from && /^(mailer-daemon|postmaster)@/.test(mail.from.address)) return 'mail-system';
  return null;
}

/** True when a mail must not be answered automatically. `automaticReason` says why. */
export const isAutomatic = (mail: ParsedMail, options: AutomaticOptions = {}): boolean =>
  automaticReason(mail, options) !== null;
