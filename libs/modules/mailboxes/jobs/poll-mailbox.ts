import { defineDueKind, defineJob, fileStorage, type Ctx, type JobUnit } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';
import { sql, type Row } from '@kelp/platform/db';
import { openImapFolder, type FetchedMail, type ImapFolder } from '@kelp/platform/mail';
import { storageKey } from '@kelp/platform/storage';
import { isAppError, newId } from '@kelp/std';
import { sha256 } from '@kelp/platform/crypto';
import { mailIdentity } from '../domain/mail-identity';
import { plainWords } from '../domain/plain-words';
import { accountOf } from '../imap-account';
import { insertMail } from '../inbound-handlers';
import { endLease, leaseCursor, moveCursor, type Cursor } from '../mailbox-cursor';
import { inboundMessages, mailboxCursors, mailboxes } from '../tables';

export const pollKind = 'mailbox.poll';
const everyMs = 30_000;
const slowestMs = 15 * 60_000;
/** So many mails at a time: other mailboxes have their turn in between. */
const batch = 200;

/**
 * Fetches new mail of an IMAP account. The source of each mail and its row are committed before the cursor moves past it, so that a kill at
 * any moment fetches a mail again, which its identity then recognises. One worker at a time holds the lease; who has lost it cannot move
 * the cursor any more.
 */
export const pollMailbox = defineJob({
  name: 'mail.poll_mailbox',
  queue: 'mail',
  input: z.object({ mailboxId: z.uuid() }),
  key: (input) => input.mailboxId,
  attempts: 1,
  process: async (unit, { mailboxId }) => {
    const cursor = await unit.transaction((ctx) => leaseCursor(ctx, mailboxId, `${unit.jobId}:${unit.attempt}`));
    if (!cursor) return;
    const mailbox = await unit.transaction((ctx) => ctx.db.find(mailboxes, { id: mailboxId }));
    if (!mailbox?.isActive || mailbox.kind !== 'imap') return unit.transaction((ctx) => endLease(ctx, cursor, null));
    const failure = await fetchAll(unit, mailbox, cursor).then(
      () => null,
      (error: unknown) => error,
    );
    if (isAppError(failure) && failure.id === 'mailbox.lease_lost') return;
    const words = failure === null ? null : plainWords(failure);
    await unit.transaction((ctx) => endLease(ctx, cursor, words));
  },
});

async function fetchAll(unit: JobUnit, mailbox: Row<typeof mailboxes>, cursor: Cursor): Promise<void> {
  const folder = await openImapFolder(await accountOf(unit.tenant, mailbox));
  try {
    const { lastUid: first, since } = await startOf(unit, cursor, folder);
    let lastUid = first;
    let count = 0;
    for await (const mail of folder.mailsAfter(lastUid, since)) {
      await keepFetched(unit, mailbox, folder.uidValidity, mail);
      lastUid = mail.uid;
      await unit.transaction((ctx) => moveCursor(ctx, cursor, folder.uidValidity, lastUid));
      if ((count += 1) >= batch) break;
    }
  } finally {
    await folder.close();
  }
}

/**
 * From where to fetch. The first time only what comes from now on; when the server has numbered its mails anew, everything since this
 * mailbox began, of which what is here already is recognised.
 */
async function startOf(
  unit: JobUnit,
  cursor: Cursor,
  folder: ImapFolder,
): Promise<{ lastUid: bigint; since: Date | null }> {
  const { uidValidity, lastUid, since } = cursor;
  if (uidValidity === folder.uidValidity) return { lastUid, since };
  const start = uidValidity === null ? folder.uidNext - 1n : 0n;
  await unit.transaction((ctx) => moveCursor(ctx, cursor, folder.uidValidity, start));
  return { lastUid: start, since };
}

/** Keeps one mail: the source first, then its row with the job that handles it. */
async function keepFetched(
  unit: JobUnit,
  { id: mailboxId }: Row<typeof mailboxes>,
  uidValidity: bigint,
  mail: FetchedMail,
): Promise<void> {
  const named = mailIdentity(mail.raw);
  // Without a Message-ID the account's own number tells two equal alarms apart.
  const identity = named.startsWith('id:') ? named : `uid:${uidValidity}:${mail.uid}`;
  if (await unit.transaction((ctx) => isKept(ctx, mailboxId, identity, mail.raw))) return;
  const id = newId();
  const key = storageKey(unit.tenant, 'raw-mail', id);
  const file = await fileStorage().put(key, mail.raw, { contentType: 'message/rfc822' });
  const from = /^return-path:\s*<([^<>\s]*)>/im.exec(mail.raw.subarray(0, 64 * 1024).toString('latin1'))?.[1];
  const arriving = { raw: mail.raw, identity, from: from ?? 'unknown', recipient: null };
  const isNew = await unit.transaction((ctx) => insertMail(ctx, { id, mailboxId, key, ...file }, arriving));
  if (!isNew) await fileStorage().delete(key);
}

async function isKept(ctx: Ctx, mailboxId: string, identity: string, raw: Buffer): Promise<boolean> {
  if (await ctx.db.find(inboundMessages, { mailboxId, identity })) return true;
  if (!identity.startsWith('uid:')) return false;
  // The same bytes under a number of a former numbering are the same mail.
  const validity = `${identity.split(':').slice(0, 2).join(':')}:%`;
  const former = await ctx.db.maybe(
    sql`select 1 as found from inbound_messages where tenant_id = ${ctx.tenant} and mailbox_id = ${mailboxId} and sha256 = ${sha256(raw)}
        and identity like 'uid:%' and identity not like ${validity} limit 1`,
  );
  return former !== undefined;
}

/** Sets the next look at each mailbox and gives the job of this one; after failures looks come less and less often, to a quarter of an hour. */
export const mailboxPollDue = defineDueKind(pollKind, 'mail', async (ctx, items) => {
  for (const { key: mailboxId } of items) {
    const mailbox = await ctx.db.find(mailboxes, { id: mailboxId });
    if (!mailbox?.isActive || mailbox.kind !== 'imap') continue;
    const cursor = await ctx.db.find(mailboxCursors, { mailboxId });
    const wait = Math.min(slowestMs, everyMs * 2 ** Math.min(10, cursor?.failures ?? 0));
    await ctx.setDue(pollKind, mailboxId, new Date(ctx.now().getTime() + wait));
    await lookNow(ctx, mailboxId);
  }
});

/** Fetches now. Answers false when a look runs already, which may have passed what is new; one that waits is enough. */
export async function lookSoon(ctx: Ctx, mailboxId: string): Promise<boolean> {
  const running = await ctx.db.maybe(
    sql`select 1 as found from jobs where tenant_id = ${ctx.tenant} and name = ${pollMailbox.name} and key = ${mailboxId} and state = 'running'`,
  );
  if (running) return false;
  await lookNow(ctx, mailboxId);
  return true;
}

/** Fetches now; a look that waits or runs already is enough. */
export async function lookNow(ctx: Ctx, mailboxId: string): Promise<void> {
  await ctx.db.rows(
    sql`delete from jobs where tenant_id = ${ctx.tenant} and name = ${pollMailbox.name} and key = ${mailboxId} and state in ('done', 'dead')`,
  );
  await ctx.enqueue(pollMailbox, { mailboxId });
}
