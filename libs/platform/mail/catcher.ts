import type { MailLog } from './mail-log';
import { startSmtpListener, type SmtpListener } from './smtp-listener';

/** A message as the catcher got it; the envelope is what SMTP said, whatever the headers claim. */
export interface CaughtMail {
  raw: Buffer;
  envelope: { from: string; to: string[] };
}

export interface CatcherOptions {
  /** 0 takes a free port. */
  port: number;
  /** 127.0.0.1 when left out: the catcher takes mail for every address and so must not be reachable from outside. */
  host?: string;
  /** Must have kept the message when it resolves. A throw tells the sender to try again later. */
  keep(message: CaughtMail): Promise<void>;
  log: MailLog;
}

/**
 * Starts a real SMTP server that takes mail for any address and hands it over instead of delivering it. Installations
 * without SMTP settings send to it, so that outgoing mail can be read in the program.
 * @throws AppError `mail.listener_port` when the port can't be opened.
 */
export function startCatcher(options: CatcherOptions): Promise<SmtpListener> {
  return startSmtpListener({
    port: options.port,
    host: options.host ?? '127.0.0.1',
    name: 'mail-catcher',
    accepts: () => Promise.resolve(true),
    store: ({ raw, from, recipients }) => options.keep({ raw, envelope: { from, to: recipients } }),
    log: options.log,
    // The sender is our own worker, whose pool opens many connections from one address.
    maxConnectionsPerAddress: 100,
  });
}
