import { Readable } from 'node:stream';
import { createTransport, type MailMessage, type SendMailOptions, type SMTPPoolOptions } from 'nodemailer';
import { CircuitBreaker } from './circuit-breaker';
import { composeOptions, UnsendableMail, type OutgoingMail } from './outgoing';
import { failureOf, type SendFailure, type SendProgress } from './send-failure';
import { NoPlace, Slots } from './slots';

export type { OutgoingAddress, OutgoingAttachment, OutgoingMail } from './outgoing';
export type { SendFailure } from './send-failure';

export interface MailTransportOptions {
  /** `smtp://user:password@host:587` or `smtps://…`. Wins over the single settings. */
  url?: string;
  host?: string;
  port?: number;
  /** TLS from the first byte (port 465). Without it STARTTLS is used when the server offers it. */
  secure?: boolean;
  user?: string;
  password?: string;
  /** Refuses to send when the server offers no TLS. */
  requireTls?: boolean;
  /** The name for the certificate when `host` is an address. */
  servername?: string;
  /** Signs in and sends without TLS, also when the server offers it. */
  ignoreTls?: boolean;
  /** How many connections may be open at once; 5 when left out. */
  maxConnections?: number;
  /** When all connections have been busy for so many milliseconds, further mail is sent away at once; without it it waits in line. */
  busyAfterMs?: number;
  /** Milliseconds; for tests. */
  timeouts?: Partial<MailTimeouts>;
  /** A clock in milliseconds, for tests of the circuit. */
  now?: () => number;
}

export interface MailTimeouts {
  connectMs: number;
  greetingMs: number;
  /** For everything between greeting and message, such as signing in and naming the recipients. */
  commandMs: number;
  /** For silence while the message is sent, and for the server's final word on it. */
  dataMs: number;
}

export interface SendSuccess {
  ok: true;
  accepted: string[];
  /** Recipients the server refused while it took the others, with its reasons. */
  rejected: { address: string; message: string }[];
  /** The server's final reply. */
  response: string;
}

export interface MailTransport {
  /** Sends one mail. Never throws: a failure says whether trying again makes sense. */
  send(mail: OutgoingMail): Promise<SendSuccess | SendFailure>;
  /** Connects and signs in without sending; null when all is well, else what is wrong. Leaves the circuit alone. */
  verify(): Promise<SendFailure | null>;
  /** True while the server has failed five times in a row; then one attempt a minute is let through. */
  isCircuitOpen(): boolean;
  /** Lets messages in progress finish and closes idle connections. */
  close(): void;
}

const defaultTimeouts: MailTimeouts = { connectMs: 10_000, greetingMs: 10_000, commandMs: 30_000, dataMs: 120_000 };

/**
 * A pooled SMTP client for one server. A server that hangs costs at most the timeouts, and after five failures in a row
 * the circuit opens, so that a dead server does not hold up the mail of others.
 */
export function createMailTransport(options: MailTransportOptions): MailTransport {
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const maxConnections = options.maxConnections ?? 5;
  const client = createClient(options, timeouts, maxConnections);
  const circuit = new CircuitBreaker(options.now ?? (() => performance.now()));
  const slots = new Slots(maxConnections, undefined, options.busyAfterMs);

  const attempt = async (message: SendMailOptions): Promise<SendSuccess | SendFailure> => {
    if (!circuit.mayTry()) return circuitOpen(circuit.waitMs());
    const outcome = await sendOnce(client, message, timeouts);
    if (outcome.ok || !outcome.serverFailed) circuit.succeeded();
    else circuit.failed();
    return outcome;
  };
  return {
    async send(mail) {
      try {
        const message = composeOptions(mail);
        return await slots.run(() => attempt(message));
      } catch (error) {
        if (error instanceof NoPlace) return serverBusy;
        if (!(error instanceof UnsendableMail)) return failureOf(error, { stage: 'envelope' });
        return { ok: false, kind: 'permanent', message: error.message, serverFailed: false };
      }
    },
    verify: () =>
      client.verify().then(
        () => null,
        (error: unknown) => failureOf(error, { stage: 'envelope' }),
      ),
    isCircuitOpen: () => circuit.isOpen,
    close: () => client.close(),
  };
}

const serverBusy: SendFailure = {
  ok: false,
  kind: 'temporary',
  message: 'The mail server is slow; the mail waits for a free connection.',
  retryAfterMs: 30_000,
  serverFailed: false,
};

function circuitOpen(waitMs: number): SendFailure {
  return {
    ok: false,
    kind: 'temporary',
    message: 'The mail server has not answered for a while and is tried once a minute.',
    retryAfterMs: waitMs,
    serverFailed: true,
  };
}

type Client = ReturnType<typeof createClient>;

function createClient(options: MailTransportOptions, timeouts: MailTimeouts, maxConnections: number) {
  const auth = options.user ? { auth: { user: options.user, pass: options.password ?? '' } } : {};
  const settings: SMTPPoolOptions & { pool: true } = {
    ...(options.url
      ? { url: options.url }
      : { host: options.host, port: options.port, secure: options.secure, ...auth }),
    ...(options.requireTls ? { requireTLS: true } : {}),
    ...(options.ignoreTls ? { ignoreTLS: true } : {}),
    ...(options.servername ? { tls: { servername: options.servername } } : {}),
    pool: true,
    maxConnections,
    // Only connections that were dropped before anything was sent over them are tried again by the pool.
    maxRequeues: 1,
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.greetingMs,
    dnsTimeout: timeouts.connectMs,
    // Inactivity in any phase; the shorter limit before the message is kept by `sendOnce`.
    socketTimeout: timeouts.dataMs,
  };
  const client = createTransport(settings);
  client.use('stream', (message, done) => {
    writtenOut(message).then(() => {
      followProgress(message);
      done();
    }, done);
  });
  // Errors of a connection are handed to the send that used it. Without a listener they would end the process.
  client.on('error', () => undefined);
  return client;
}

/** The progress of each send, by the signal object that travels with its message through nodemailer. */
const progressOf = new WeakMap<object, (stage: SendProgress['stage']) => void>();

/** Writes the message out before it is sent: a write to the socket for each of its lines would cost more than the rest of the sending. */
async function writtenOut({ message }: MailMessage): Promise<void> {
  const whole = await message.build();
  message.createReadStream = () => Readable.from(piecesOf(whole));
}

const pieceBytes = 65_536;

function* piecesOf(whole: Buffer): Generator<Buffer> {
  for (let start = 0; start < whole.length; start += pieceBytes) yield whole.subarray(start, start + pieceBytes);
}

/** Reports when the connection starts to read the message (after 354) and when it has read all of it. */
function followProgress(message: MailMessage): void {
  const report = message.data.signal ? progressOf.get(message.data.signal) : undefined;
  const node = message.message;
  if (!report) return;
  const create = node.createReadStream.bind(node);
  node.createReadStream = (...args) => {
    const stream = create(...args);
    stream.once('resume', () => report('message'));
    stream.once('end', () => report('sent'));
    return stream;
  };
}

/** One attempt with its own deadlines: one until the server asks for the message, one for its final word. */
async function sendOnce(
  client: Client,
  message: SendMailOptions,
  timeouts: MailTimeouts,
): Promise<SendSuccess | SendFailure> {
  const progress: SendProgress = { stage: 'envelope' };
  const abort = new AbortController();
  const giveUpAfter = (ms: number) => setTimeout(() => abort.abort(), ms);
  let deadline = giveUpAfter(timeouts.connectMs + timeouts.greetingMs + timeouts.commandMs);
  progressOf.set(abort.signal, (stage) => {
    progress.stage = stage;
    clearTimeout(deadline);
    if (stage === 'sent') deadline = giveUpAfter(timeouts.dataMs);
  });
  try {
    const sent = await client.sendMail({ ...message, signal: abort.signal });
    return {
      ok: true,
      accepted: sent.accepted.map(String),
      rejected: (sent.rejectedErrors ?? []).map((error) => ({
        address: error.recipient ?? '',
        message: error.response ?? error.message,
      })),
      response: sent.response,
    };
  } catch (error) {
    return failureOf(error, progress);
  } finally {
    clearTimeout(deadline);
  }
}
