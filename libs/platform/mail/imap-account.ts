import type { ImapFlow } from 'imapflow';
import { mailHostAddress, type MailHostRules } from './mail-host';
import { maxMailBytes } from './smtp-listener';

export interface ImapAccount {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  username: string;
  password: string;
  folder: string;
  /** Where the server may lie. */
  rules: MailHostRules;
}

export interface FetchedMail {
  uid: bigint;
  /** The whole source; of a mail over the size limit its headers alone. */
  raw: Buffer;
  isHeadOnly: boolean;
}

/** A folder that was opened for reading. Nothing in the account is ever changed. */
export interface ImapFolder {
  /** Changes when the server numbers its mails anew (RFC 3501, 2.3.1.1). */
  uidValidity: bigint;
  uidNext: bigint;
  /** Mails with a higher number that arrived after `since`, in their order, each fetched when it is asked for. */
  mailsAfter(uid: bigint, since: Date | null): AsyncGenerator<FetchedMail>;
  close(): Promise<void>;
}

const connectMs = 15_000;
const silenceMs = 60_000;
const maxHeadBytes = 256 * 1024;

/**
 * Connects, signs in and opens the folder.
 * @throws Error with the server's own words, for a person to see.
 */
export async function openImapFolder(account: ImapAccount): Promise<ImapFolder> {
  const client = await connectImap(account, { socketTimeout: silenceMs });
  const close = async () => void (await client.logout().catch(() => client.close()));
  try {
    const { uidValidity, uidNext } = await client.mailboxOpen(account.folder, { readOnly: true });
    const mailsAfter = (uid: bigint, since: Date | null) => fetchAfter(client, uid, since);
    return { uidValidity, uidNext: BigInt(uidNext), mailsAfter, close };
  } catch (error) {
    client.close();
    throw new Error(wordsOf(error));
  }
}

/** A connection that is signed in. Throws Error with the server's own words. */
export async function connectImap(
  account: ImapAccount,
  times: { socketTimeout: number; maxIdleTime?: number },
): Promise<ImapFlow> {
  const { ImapFlow: Client } = await import('imapflow');
  const client = new Client({
    host: await mailHostAddress(account.host, account.rules),
    servername: account.host,
    port: account.port,
    secure: account.security === 'tls',
    doSTARTTLS: account.security === 'starttls' ? true : account.security === 'none' ? false : undefined,
    auth: { user: account.username, pass: account.password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    ...times,
  });
  // What breaks while a command runs is handed to that command. Without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.close();
    throw new Error(wordsOf(error));
  }
}

async function* fetchAfter(client: ImapFlow, after: bigint, since: Date | null): AsyncGenerator<FetchedMail> {
  const found = (await client.search({ uid: `${after + 1n}:*` }, { uid: true })) || [];
  // "5:*" names the last mail also when its number is below 5.
  const wanted = found.filter((uid) => BigInt(uid) > after).sort((a, b) => a - b);
  for (const uid of wanted) {
    const facts = await client.fetchOne(String(uid), { size: true, internalDate: true }, { uid: true });
    // Somebody may have deleted it in the meantime.
    if (!facts) continue;
    const arrived = facts.internalDate ? new Date(facts.internalDate) : null;
    if (since && arrived && arrived < since) continue;
    const isHeadOnly = (facts.size ?? 0) > maxMailBytes;
    const mail = await client.fetchOne(String(uid), isHeadOnly ? { headers: true } : { source: true }, { uid: true });
    const raw = mail ? (isHeadOnly ? mail.headers?.subarray(0, maxHeadBytes) : mail.source) : undefined;
    if (raw) yield { uid: BigInt(uid), raw, isHeadOnly };
  }
}

/** What a server said when it refused, for a person to see. */
export function wordsOf(error: unknown): string {
  const known = error as {
    responseText?: string;
    serverResponseCode?: string;
    code?: string;
    message?: string;
    authenticationFailed?: boolean;
  };
  const words = [
    known.authenticationFailed ? 'AUTHENTICATIONFAILED' : known.serverResponseCode,
    known.code,
    known.responseText ?? known.message,
  ];
  return [...new Set(words.filter(Boolean))].join(' ').slice(0, 400) || 'The server gave no reason.';
}
