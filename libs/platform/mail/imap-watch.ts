import { connectImap, wordsOf, type ImapAccount } from './imap-account';

/** A connection that waits for new mail (RFC 2177). */
export interface ImapWatch {
  /** False when the server cannot tell of new mail; the connection is closed then. */
  isLive: boolean;
  /** Fulfilled when the connection has ended, by `close` or by the other side. */
  ended: Promise<void>;
  close(): Promise<void>;
}

/** A waiting is begun anew so often: servers end those that last half an hour, and a dead line is noticed. */
const longestIdleMs = 4 * 60_000;

/**
 * Opens the folder and calls `onNews` whenever mail has come. Nothing in the account is changed.
 * @throws Error with the server's own words, for a person to see.
 */
export async function watchImapFolder(account: ImapAccount, onNews: () => void): Promise<ImapWatch> {
  const client = await connectImap(account, { socketTimeout: longestIdleMs + 60_000, maxIdleTime: longestIdleMs });
  const ended = new Promise<void>((resolve) => client.once('close', () => resolve()));
  const close = async () => {
    await client.logout().catch(() => undefined);
    client.close();
    await ended;
  };
  try {
    await client.mailboxOpen(account.folder, { readOnly: true });
  } catch (error) {
    client.close();
    throw new Error(wordsOf(error));
  }
  if (!client.capabilities.has('IDLE')) {
    await close();
    return { isLive: false, ended, close: () => Promise.resolve() };
  }
  client.on('exists', ({ count, prevCount }: { count: number; prevCount: number }) => {
    if (count > prevCount) onNews();
  });
  void idle(client);
  return { isLive: true, ended, close };
}

/** Waits again and again until the line is gone. What breaks a waiting ends the connection, and whoever watches connects anew. */
async function idle(client: Awaited<ReturnType<typeof connectImap>>): Promise<void> {
  try {
    while (client.usable) if ((await client.idle()) === false) break;
  } catch {
    // told by `ended`
  }
  client.close();
}
