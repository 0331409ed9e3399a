import { ImapFlow } from 'imapflow';
import { setTimeout as delay } from 'node:timers/promises';
import { useMailHostRules } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { settle } from '@kelp/testing';
import { startDovecot, type Dovecot } from '../../../../scripts/engines/dovecot.mjs';
import { createMailbox, listMailboxes, updateMailbox } from '../contract';
import { openMailDesk, type MailDesk } from '../testing/mail-desk';
import { startImapWatcher, type ImapWatcher } from '../watch/imap-watcher';

const account = { username: 'desk@northstar.test', password: 'secret-word' };
let desk: MailDesk;
let dovecot: Dovecot | null = null;
let plain: Dovecot | null = null;
let mailboxId: string | null = null;
let watchers: ImapWatcher[] = [];

beforeAll(async () => {
  desk = await openMailDesk();
  useMailHostRules(() => Promise.resolve({ allowLocal: true, allowPrivate: true }));
  dovecot = await startDovecot(account);
  plain = await startDovecot({ ...account, capability: 'IMAP4rev1 SASL-IR LITERAL+ UIDPLUS' });
  if (!dovecot) process.stderr.write('SKIPPED: no IMAP server could be had here, so IDLE was not tested.\n');
  if (!dovecot && process.env['CI']) throw new Error('CI must have an IMAP server; apt-get could not fetch Dovecot.');
}, 180_000);
afterEach(async () => {
  for (const watcher of watchers) await watcher.stop();
  watchers = [];
});
afterAll(async () => {
  await dovecot?.stop();
  await plain?.stop();
  await desk.close();
});

async function mailboxAt(port: number): Promise<void> {
  // Watchers see all workspaces: that of the former test is done with.
  if (mailboxId) await desk.test.as(desk.staff(), updateMailbox, { id: mailboxId, isActive: false });
  await desk.newWorkspace();
  const { boards } = await desk.test.as(desk.staff(), listMailboxes, {});
  const imap = { host: '127.0.0.1', port, security: 'none' as const, folder: 'INBOX', ...account };
  const facts = { name: 'Account', address: account.username, boardId: boards[0]?.id ?? '' };
  mailboxId = (await desk.test.as(desk.staff(), createMailbox, { ...facts, unknownSenders: 'ticket', imap })).id;
  await settle(desk.test);
}
const watcher = (): ImapWatcher => {
  const one = startImapWatcher(desk.test.house, { every: 0 });
  watchers.push(one);
  return one;
};
async function append(subject: string): Promise<void> {
  const auth = { user: account.username, pass: account.password };
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: dovecot?.port ?? 0,
    secure: false,
    doSTARTTLS: false,
    auth,
    logger: false,
  });
  await client.connect();
  const head = `Return-Path: <amy@acme.test>\r\nFrom: amy@acme.test\r\nTo: ${account.username}\r\nSubject: ${subject}`;
  await client.append('INBOX', `${head}\r\nMessage-ID: <${newId()}@acme.test>\r\n\r\nbody`);
  await client.logout();
}
const titles = async () =>
  (
    await desk.test.rows<{ title: string }>(
      desk.tenant,
      sql`select title from tickets where tenant_id = ${desk.tenant} order by number`,
    )
  ).map(({ title }) => title);
/** Works off what there is until the ticket is there. The clock of the house stands still meanwhile: nothing is polled. */
async function arrived(title: string): Promise<void> {
  for (let looks = 0; looks < 200; looks += 1) {
    if ((await titles()).includes(title)) return;
    await settle(desk.test);
  }
  throw new Error(`${title} did not arrive.`);
}
const isLive = async () =>
  (await desk.test.as(desk.staff(), listMailboxes, {})).rows.find(({ id }) => id === mailboxId)?.isLive;
/** With a server, or not at all; `beforeAll` has said so. */
const when = (name: string, run: () => Promise<void>) => it(name, async () => (dovecot ? run() : undefined), 60_000);

when('fetches new mail when the server tells of it, without being asked by the clock', async () => {
  await mailboxAt(dovecot?.port ?? 0);
  const one = watcher();
  await one.turn();
  expect(one.size()).toBe(1);
  expect(await isLive()).toBe(true);
  await settle(desk.test);
  await append('Told at once');
  await arrived('Told at once');
  await append('And again');
  await arrived('And again');
});

when('is done by one worker, and by another one when that ends or dies', async () => {
  await mailboxAt(dovecot?.port ?? 0);
  const [one, two] = [watcher(), watcher()];
  await Promise.all([one.turn(), two.turn()]);
  expect(one.size() + two.size()).toBe(1);
  const [holder, other] = one.size() === 1 ? [one, two] : [two, one];
  await holder.stop();
  await other.turn();
  expect(other.size()).toBe(1);
  // A worker that was killed renews nothing any more.
  await desk.test.travel(61_000);
  const third = watcher();
  await third.turn();
  expect(third.size()).toBe(1);
  await other.turn();
  expect(other.size()).toBe(0);
});

when('connects anew with back-off when the server was started again, and hears of what came in between', async () => {
  await mailboxAt(dovecot?.port ?? 0);
  const one = watcher();
  await one.turn();
  await dovecot?.restart();
  // Until the worker has noticed that the server went away.
  for (let looks = 0; one.size() > 0 && looks < 1500; looks += 1) await delay(20);
  await append('While it was down');
  // A minute back: however slow this machine is, the wait is not over.
  await desk.test.travel(-60_000);
  await one.turn();
  expect(one.size()).toBe(0);
  await desk.test.travel(6_000);
  await one.turn();
  expect(one.size()).toBe(1);
  await arrived('While it was down');
});

when('leaves a server without IDLE to the polling, and lets go of a mailbox that is switched off', async () => {
  await mailboxAt(plain?.port ?? 0);
  const one = watcher();
  await one.turn();
  expect([one.size(), await isLive()]).toEqual([0, false]);
  await mailboxAt(dovecot?.port ?? 0);
  await one.turn();
  expect(one.size()).toBe(1);
  await desk.test.as(desk.staff(), updateMailbox, { id: mailboxId ?? '', isActive: false });
  await one.turn();
  expect([one.size(), await isLive()]).toEqual([0, false]);
});
