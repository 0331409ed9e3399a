import type { NodemailerError } from 'nodemailer';
import { oneLine } from './mail-headers';

export interface SendFailure {
  ok: false;
  /**
   * `temporary`: nothing was delivered, try again later. `permanent`: the server refused this mail or recipient for
   * good. `unknown`: the connection was lost after the whole message had been handed over and before the server's final
   * word, so it may have been delivered; try again with the same Message-ID.
   */
  kind: 'temporary' | 'permanent' | 'unknown';
  /** One sentence with the server's own words when there were any. */
  message: string;
  /** The SMTP reply code, when the server gave one. */
  responseCode?: number;
  /** Recipients the server refused for good, with its words; only when it refused all of them. */
  refused?: { address: string; message: string }[];
  /** Trying again before this many milliseconds has no use. */
  retryAfterMs?: number;
  /** True when the server itself is in trouble (gone, silent, refusing us), false when the trouble is this mail. */
  serverFailed: boolean;
}

/** How far a send has come: `message` once the server has asked for it, `sent` once all of it was handed over. */
export interface SendProgress {
  stage: 'envelope' | 'message' | 'sent';
}

const connectionCodes = new Set(['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EABORT', 'ESTREAM']);
/** The commands whose refusal is about the mail and not about the connection or our account. */
const mailCommands = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

/** Sorts an error of nodemailer by what it means for the mail. 4xx and 5xx as RFC 5321 (4.2.1) means them. */
export function failureOf(error: unknown, progress: SendProgress): SendFailure {
  const known: NodemailerError = error instanceof Error ? error : new Error(String(error));
  const responseCode = known.responseCode || undefined;
  const message = oneLine(known.message).slice(0, 500);
  const lost = !responseCode && connectionCodes.has(String(known.code));
  if (lost && progress.stage === 'sent') {
    return {
      ok: false,
      kind: 'unknown',
      message: `The connection was lost at the end (${message}).`,
      serverFailed: true,
    };
  }
  const aboutMail = responseCode !== 421 && mailCommands.has(String(known.command));
  const isPermanent = aboutMail && isPermanentCode(responseCode);
  return {
    ok: false,
    kind: isPermanent ? 'permanent' : 'temporary',
    message: known.code === 'EABORT' ? 'The mail server did not answer in time.' : message,
    ...(responseCode ? { responseCode } : {}),
    ...(isPermanent && known.rejectedErrors ? { refused: refusedRecipients(known.rejectedErrors) } : {}),
    serverFailed: !aboutMail,
  };
}

/** 503 (bad sequence of commands) is about the session and not about the mail, so it may work the next time. */
const isPermanentCode = (code: number | undefined): boolean => code !== undefined && code >= 500 && code !== 503;

function refusedRecipients(errors: NodemailerError[]): { address: string; message: string }[] {
  return errors
    .filter((error) => isPermanentCode(error.responseCode || undefined))
    .map((error) => ({
      address: error.recipient ?? '',
      message: oneLine(error.response || error.message).slice(0, 500),
    }));
}
