import type { Config } from '@kelp/platform/config';
import {
  assertMailAddress,
  createMailTransport,
  mailHostAddress,
  refusalKind,
  type MailHostRules,
  type MailTransport,
  type OutgoingAddress,
  type SendFailure,
} from '@kelp/platform/mail';
import type { Storage } from '@kelp/platform/storage';
import { rulesOfHosts } from './host-rules';
import type { MailPort, OutgoingMail, OwnServer, SendOutcome } from './mail-port';

const busyAfterMs = 5_000;
const ownConnections = 3;
const maxOwnServers = 200;

/**
 * The way out for mail: the configured SMTP server, else our own catcher, and the servers of tenants that have one of their own, each with
 * its own connections and its own circuit, so that a dead one holds up nobody else. Null when this process knows no server.
 */
export function openMailPort(
  config: Config,
  storage: Storage,
  rules: () => Promise<MailHostRules> = rulesOfHosts(config, () => Promise.resolve(1)),
): (MailPort & { close(): void }) | null {
  const url =
    config.SMTP_URL ?? (config.CATCHER_SMTP_PORT ? `smtp://127.0.0.1:${config.CATCHER_SMTP_PORT}` : undefined);
  if (!url) return null;
  const shared = createMailTransport({ url, busyAfterMs });
  const own = ownTransports(rules);
  return {
    close: () => {
      shared.close();
      own.close();
    },
    async send(mail, server) {
      try {
        const transport = server ? await own.open(server) : shared;
        return outcomeOf(await transport.send(await composed(mail, storage)));
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { kind: 'temporary', message, serverFailed: server !== null };
      }
    },
    async check(server) {
      const failure = await own.open(server).then(
        (transport) => transport.verify(),
        (error: Error) => error,
      );
      return failure && failure.message;
    },
  };
}

function outcomeOf(answer: Awaited<ReturnType<MailTransport['send']>>): SendOutcome {
  if (answer.ok) return { kind: 'sent', response: answer.response };
  const { kind, message, serverFailed, retryAfterMs } = answer;
  if (retryAfterMs !== undefined) return { kind: 'waiting', message, retryAfterMs };
  return kind === 'permanent' ? { kind, message, refusal: refusalOf(answer) } : { kind, message, serverFailed };
}

/** Only a refused recipient says something about the address; a refused text does not. */
function refusalOf(failure: SendFailure): 'hard' | 'soft' | 'refused' {
  const [refused] = failure.refused ?? [];
  return refused ? refusalKind(failure.responseCode, refused.message) : 'refused';
}

async function composed(mail: OutgoingMail, storage: Storage) {
  const attachments = await Promise.all(
    mail.attachments.map(async ({ key, ...file }) => {
      const content = Buffer.concat(await (await storage.get(key)).toArray());
      return { ...file, content };
    }),
  );
  return {
    messageId: mail.messageId,
    from: addressIn(mail.from),
    to: [{ address: mail.to, name: mail.toName }],
    ...(mail.replyTo ? { replyTo: addressIn(mail.replyTo) } : {}),
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    ...(mail.inReplyTo ? { inReplyTo: mail.inReplyTo } : {}),
    references: mail.references,
    attachments,
    headers: mail.headers,
    auto: mail.isAutomatic,
  };
}

/** `Kelp <kelp@host>` or a bare address. */
function addressIn(text: string): OutgoingAddress {
  const named = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/.exec(text);
  return named ? { name: named[1] ?? '', address: named[2] ?? '' } : { address: text.trim() };
}

interface Opened {
  transport: MailTransport;
  address: string;
}

/** One client for each server, opened when first needed; changed settings open another and let the former one finish. */
function ownTransports(rules: () => Promise<MailHostRules>) {
  const opened = new Map<string, Opened>();
  const drop = (key: string) => {
    opened.get(key)?.transport.close();
    opened.delete(key);
  };
  return {
    close: () => [...opened.keys()].forEach(drop),
    async open(server: OwnServer): Promise<MailTransport> {
      const { key, host } = server;
      const now = await rules();
      const known = opened.get(key);
      if (known) {
        // what was allowed when it was opened may not be any more
        assertMailAddress(host, known.address, now);
        return known.transport;
      }
      const address = await mailHostAddress(host, now);
      const former = [...opened.keys()].filter((one) => one.split(':')[0] === key.split(':')[0]);
      [...former, ...[...opened.keys()].slice(0, opened.size >= maxOwnServers ? 1 : 0)].forEach(drop);
      const transport = transportTo(address, server);
      opened.set(key, { transport, address });
      return transport;
    },
  };
}

const transportTo = (address: string, { host, port, security, username, password }: OwnServer): MailTransport =>
  createMailTransport({
    host: address,
    servername: host,
    port,
    secure: security === 'tls',
    requireTls: security === 'starttls',
    ignoreTls: security === 'none',
    ...(username ? { user: username, password } : {}),
    maxConnections: ownConnections,
    busyAfterMs,
  });
