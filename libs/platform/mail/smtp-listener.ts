import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { AppError } from '@kelp/std';
import { ConnectionLimit } from './connection-limit';
import type { MailLog } from './mail-log';

const megabyte = 1024 * 1024;

/** The largest message the listener takes, in bytes; announced to senders by the SIZE extension (RFC 1870). */
export const maxMailBytes = 25 * megabyte;
const maxRecipients = 50;
const maxConnections = 200;
const maxConnectionsPerAddress = 20;
/** All messages being received at one time may hold this much memory together; more is put off with 452. */
const maxBufferedBytes = 256 * megabyte;
const idleTimeoutMs = 2 * 60_000;
/** A client that trickles its message in is cut off after this time, whatever it still sends. */
const maxDataMs = 10 * 60_000;
const drainMs = 5_000;

/** One message as it came over the wire. Addresses are lower case; `from` is empty for bounces (the null sender). */
export interface ReceivedMail {
  raw: Buffer;
  from: string;
  recipients: string[];
  remoteAddress: string;
  /** What the client called itself. */
  helo?: string;
}

export interface SmtpListenerOptions {
  /** 0 takes a free port. */
  port: number;
  host: string;
  /** Says whether mail for this (lower case) address is taken. False answers 550, a throw answers 451. */
  accepts(address: string): Promise<boolean>;
  /** Must have made the message durable when it resolves: only then is 250 said. A throw answers 451. */
  store(mail: ReceivedMail): Promise<void>;
  log: MailLog;
  /** The name in the greeting; the host name of the machine when left out. */
  name?: string;
  /** PEM texts. With them STARTTLS is offered, without them it is not. */
  tls?: { key: string; cert: string };
  /** The size limit in bytes, `maxMailBytes` when left out. */
  maxBytes?: number;
  maxConnectionsPerAddress?: number;
}

export interface SmtpListener {
  port: number;
  /** Stops taking connections, lets messages in progress finish for a few seconds, then ends. */
  close(): Promise<void>;
}

/** What the handlers of one listener share. `bufferedBytes` counts all messages being received right now. */
interface ListenerState {
  options: SmtpListenerOptions;
  bufferedBytes: number;
  maxBytes: number;
}

/**
 * Starts an SMTP server (RFC 5321) that takes mail for known addresses only. It offers SIZE, PIPELINING, 8BITMIME,
 * SMTPUTF8 and enhanced status codes, never asks for authentication and never relays.
 * @throws AppError `mail.listener_port` when the port can't be opened. Once it listens, nothing is thrown any more:
 * trouble with one connection is answered on that connection and logged.
 */
export async function startSmtpListener(options: SmtpListenerOptions): Promise<SmtpListener> {
  const state: ListenerState = { options, bufferedBytes: 0, maxBytes: options.maxBytes ?? maxMailBytes };
  const limit = new ConnectionLimit(options.maxConnectionsPerAddress ?? maxConnectionsPerAddress);
  const server = new SMTPServer({
    ...options.tls,
    ...(options.name ? { name: options.name } : {}),
    disabledCommands: ['AUTH', 'WIZ', 'SHELL', 'KILL', ...(options.tls ? [] : ['STARTTLS'])],
    authOptional: true,
    hideENHANCEDSTATUSCODES: false,
    disableReverseLookup: true,
    size: state.maxBytes,
    rejectOversized: true,
    maxRecipients,
    maxClients: maxConnections,
    socketTimeout: idleTimeoutMs,
    closeTimeout: drainMs,
    onConnect(session, callback) {
      if (limit.enter(session.id, session.remoteAddress)) return callback();
      callback(reply(421, 'Too many connections from your address, try again later'));
    },
    onClose: (session) => limit.leave(session.id),
    onRcptTo(address, session, callback) {
      answer(checkRecipient(state, address.address, session), callback);
    },
    onData(stream, session, callback) {
      answer(receive(state, stream, session, server), callback);
    },
  });
  server.on('error', (error) => options.log.warn({ err: error }, 'smtp connection failed'));
  const port = await listen(server, options);
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** An error that smtp-server turns into this reply. */
function reply(code: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode: code });
}

/** Hands the outcome of a handler to smtp-server; an error without a reply code becomes 451 4.3.0 (try again later). */
function answer(outcome: Promise<void>, callback: (error?: Error | null) => void): void {
  outcome.then(
    () => callback(),
    (error: unknown) => {
      const known = error instanceof Error && 'responseCode' in error;
      callback(known ? error : reply(451, 'Temporary trouble on this side, try again later'));
    },
  );
}

async function checkRecipient(state: ListenerState, address: string, session: SMTPServerSession): Promise<void> {
  const { accepts, log } = state.options;
  let known: boolean;
  try {
    known = await accepts(address.toLowerCase());
  } catch (error) {
    log.error({ err: error, address, remoteAddress: session.remoteAddress }, 'recipient could not be checked');
    throw error;
  }
  if (!known) throw reply(550, 'No such mailbox here');
}

/** Reads one message and stores it. Resolves only when `store` has resolved, so that 250 means durable. */
async function receive(
  state: ListenerState,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  server: SMTPServer,
): Promise<void> {
  const { store, log } = state.options;
  const { remoteAddress } = session;
  const deadline = setTimeout(() => closeConnection(server, session.id), maxDataMs);
  const buffer: MessageBuffer = { chunks: [], bytes: 0, full: false };
  try {
    await collect(state, stream, buffer);
    // The reply to a message over the limit is smtp-server's own 552 (rejectOversized); it must not be stored.
    if (stream.sizeExceeded) return;
    if (buffer.full) throw reply(452, 'Too much mail at once, try again later');
    const { mailFrom, rcptTo } = session.envelope;
    const from = mailFrom ? mailFrom.address.toLowerCase() : '';
    const recipients = rcptTo.map((recipient) => recipient.address.toLowerCase());
    const helo = session.hostNameAppearsAs || '';
    await store({ raw: Buffer.concat(buffer.chunks), from, recipients, remoteAddress, helo });
    log.info({ from, recipients, bytes: buffer.bytes, remoteAddress }, 'mail received');
  } catch (error) {
    log.error({ err: error, remoteAddress }, 'mail could not be taken');
    throw error;
  } finally {
    clearTimeout(deadline);
    state.bufferedBytes -= buffer.bytes;
  }
}

interface MessageBuffer {
  chunks: Buffer[];
  bytes: number;
  full: boolean;
}

/** Reads the stream to its end; keeps what fits the limits and drops the rest, so that the sender gets its reply. */
async function collect(state: ListenerState, stream: SMTPServerDataStream, buffer: MessageBuffer): Promise<void> {
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (stream.sizeExceeded || buffer.full) continue;
    buffer.full = state.bufferedBytes + chunk.length > maxBufferedBytes;
    if (buffer.full) continue;
    buffer.chunks.push(chunk);
    buffer.bytes += chunk.length;
    state.bufferedBytes += chunk.length;
  }
}

function closeConnection(server: SMTPServer, sessionId: string): void {
  for (const connection of server.connections) {
    if (connection.id === sessionId) connection.send(421, 'The message took too long');
  }
}

function listen(server: SMTPServer, options: SmtpListenerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) =>
      reject(
        new AppError(
          'mail.listener_port',
          503,
          `The mail listener could not open ${options.host}:${options.port} (${error.message}). Choose another port.`,
        ),
      );
    server.once('error', failed);
    const socket = server.listen(options.port, options.host, () => {
      server.removeListener('error', failed);
      const address = socket.address();
      resolve(typeof address === 'object' && address ? address.port : options.port);
    });
  });
}
