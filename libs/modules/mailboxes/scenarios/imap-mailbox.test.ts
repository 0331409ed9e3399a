import { ImapFlow } from 'imapflow';
import { fileStorage, useMailHostRules, useStorage, type JobUnit } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { settle } from '@kelp/testing';
import { newId } from '@kelp/std';
import { startDovecot, type Dovecot } from '../../../../scripts/engines/dovecot.mjs';
import { createMailbox, listMailboxes, testMailbox, updateMailbox, type MailboxRow } from '../contract';
import { pollMailbox } from '../jobs/poll-mailbox';
import { openMailDesk, type MailDesk } from '../testing/mail-desk';

const account = { username: 'desk@northstar.test', password: 'secret-word' };
let desk: MailDesk;
let dovecot: Dovecot | null = null;
let mailboxId: string;

beforeAll(async () => {
  desk = await openMailDesk();
  useMailHostRules(() => Promise.resolve({ allowLocal: true, allowPrivate: true }));
  dovecot = await startDovecot(account);
  // Loud, and never in CI: there a missing server is a failure.
  if (!dovecot) process.stderr.write('SKIPPED: no IMAP server could be had here, so fetching was not tested.\n');
  if (!dovecot && process.env['CI']) throw new Error('CI must have an IMAP server; apt-get could not fetch Dovecot.');
}, 180_000);
beforeEach(async () => {
  await desk.newWorkspace();
  if (!dovecot) return;
  const { boards } = await desk.test.as(desk.staff(), listMailboxes, {});
  const made = await desk.test.as(desk.staff(), createMailbox, {
    name: 'Account',
    address: account.username,
    boardId: boards[0]?.id ?? '',
    unknownSenders: 'ticket',
    imap: { host: '127.0.0.1', port: dovecot.port, security: 'none', folder: 'INBOX', ...account },
  });
  mailboxId = made.id;
  await settle(desk.test);
});
afterAll(async () => {
  await dovecot?.stop();
  await desk.close();
});

const onServer = async <T>(work: (client: ImapFlow) => Promise<T>): Promise<T> => {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: dovecot?.port ?? 0,
    secure: false,
    doSTARTTLS: false,
    auth: { user: account.username, pass: account.password },
    logger: false,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.logout();
  }
};
const raw = (subject: string, id: string | null = `<${newId()}@acme.test>`) =>
  `Return-Path: <amy@acme.test>\r\nFrom: amy@acme.test\r\nTo: ${account.username}\r\nSubject: ${subject}\r\n${id ? `Message-ID: ${id}\r\n` : ''}\r\nbody`;
const append = (...mails: string[]) =>
  onServer(async (client) => {
    for (const mail of mails) await client.append('INBOX', mail);
  });
const titles = async () =>
  (
    await desk.test.rows<{ title: string }>(
      desk.tenant,
      sql`select title from tickets where tenant_id = ${desk.tenant} order by number`,
    )
  ).map(({ title }) => title);
const cursor = async () =>
  (
    await desk.test.rows<{ lastUid: bigint; uidValidity: bigint | null; holder: string | null; failures: number }>(
      desk.tenant,
      sql`select last_uid, uid_validity, holder, failures from mailbox_cursors where tenant_id = ${desk.tenant} and mailbox_id = ${mailboxId}`,
    )
  )[0];
const row = async (): Promise<MailboxRow | undefined> =>
  (await desk.test.as(desk.staff(), listMailboxes, {})).rows.find(({ id }) => id === mailboxId);

/** A look of a worker of its own; `dieAt` kills it before its n-th transaction, or after that with `isAfter`. */
async function look(dieAt = Number.POSITIVE_INFINITY, isAfter = false): Promise<void> {
  let count = 0;
  const unit: JobUnit = {
    tenant: desk.tenant,
    jobId: newId(),
    attempt: 1,
    isLastAttempt: true,
    moment: () => Promise.reject(new Error('Fetching mail reads no moment.')),
    act: () => Promise.reject(new Error('Fetching mail acts for nobody.')),
    transaction: async (work) => {
      count += 1;
      if (count >= dieAt && !(isAfter && count === dieAt)) throw new Error('killed');
      const result = await desk.test.inside(desk.tenant, work);
      if (isAfter && count === dieAt) throw new Error('killed');
      return result;
    },
  };
  await pollMailbox.process?.(unit, { mailboxId });
}
const expireLease = () =>
  desk.test.inside(desk.tenant, (ctx) =>
    ctx.db.rows(sql`update mailbox_cursors set lease_until = ${ctx.now()} where tenant_id = ${desk.tenant}`),
  );
/** With a server, or not at all; `beforeAll` has said so. */
const when = (name: string, run: () => Promise<void>, ms?: number) =>
  it(name, async () => (dovecot ? run() : undefined), ms);

when('fetches what comes from now on, in order and once, and changes nothing in the account', async () => {
  await append(raw('One'), raw('Two'));
  await look();
  await look();
  await settle(desk.test);
  expect(await titles()).toEqual(['One', 'Two']);
  const flags = await onServer(async (client) => {
    await client.mailboxOpen('INBOX', { readOnly: true });
    return client.fetchAll('1:*', { flags: true });
  });
  expect(flags.every((mail) => !mail.flags?.has('\\Seen'))).toBe(true);
  expect(await row()).toMatchObject({ failure: null, polledAt: expect.any(Date), lastReceivedAt: expect.any(Date) });
});

when('looks by itself every half minute, and not at all when it is off', async () => {
  await append(raw('Timed'));
  await desk.test.travel(31_000);
  await settle(desk.test);
  expect(await titles()).toEqual(['Timed']);
  await desk.test.as(desk.staff(), updateMailbox, { id: mailboxId, isActive: false });
  await append(raw('While off'));
  await desk.test.travel(120_000);
  await settle(desk.test);
  expect(await titles()).toEqual(['Timed']);
});

when('makes one ticket of a mail that lies there twice, and two of two equal alarms without Message-ID', async () => {
  await append(
    raw('Twice', '<twice@acme.test>'),
    raw('Twice', '<twice@acme.test>'),
    raw('Alarm', null),
    raw('Alarm', null),
  );
  await look();
  await settle(desk.test);
  expect(await titles()).toEqual(['Twice', 'Alarm', 'Alarm']);
});

when('loses and doubles nothing when two fetch at once', async () => {
  await append(...Array.from({ length: 8 }, (_, n) => raw(`Race ${n}`)));
  await Promise.all([look(), look(), look()]);
  await settle(desk.test);
  expect((await titles()).sort()).toEqual(Array.from({ length: 8 }, (_, n) => `Race ${n}`));
  expect((await cursor())?.holder).toBeNull();
});

when(
  'loses and doubles nothing when it is killed before or after any of its steps',
  async () => {
    await append(raw('A'), raw('B', null));
    for (let step = 1; step <= 9; step += 1) {
      for (const isAfter of [false, true]) {
        await look(step, isAfter).catch(() => undefined);
        await expireLease();
      }
      // From the start again, as if the cursor had not been saved.
      await desk.test.inside(desk.tenant, (ctx) =>
        ctx.db.rows(
          sql`update mailbox_cursors set last_uid = 0 where tenant_id = ${desk.tenant} and mailbox_id = ${mailboxId}`,
        ),
      );
    }
    await look();
    await settle(desk.test);
    expect((await titles()).filter((title) => title === 'A' || title === 'B')).toEqual(['A', 'B']);
  },
  120_000,
);

when('leaves no mail behind whose source could not be stored', async () => {
  const real = fileStorage();
  await append(raw('Stored later'));
  useStorage({ ...real, put: () => Promise.reject(new Error('disk full')) });
  await look();
  expect(await row()).toMatchObject({ failure: expect.stringMatching(/^The server refused/) });
  useStorage(real);
  await look();
  await settle(desk.test);
  expect(await titles()).toEqual(['Stored later']);
});

when('moves nothing after its lease was lost', async () => {
  await append(raw('Late'));
  const real = fileStorage();
  useStorage({
    ...real,
    put: async (...all) => {
      await expireLease();
      useStorage(real);
      await look();
      return real.put(...all);
    },
  });
  await look();
  useStorage(real);
  await settle(desk.test);
  expect(await titles()).toEqual(['Late']);
  expect(await cursor()).toMatchObject({ holder: null, failures: 0 });
});

when('recognises what it has when the server numbers all mails anew, with and without Message-ID', async () => {
  const [named, unnamed] = [raw('Named', '<named@acme.test>'), raw('Unnamed', null)];
  await append(named, unnamed);
  await look();
  const before = (await cursor())?.uidValidity;
  dovecot?.empty();
  for (let turn = 0; turn < 40; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const status = await onServer((client) => client.status('INBOX', { uidValidity: true }));
    if (status && status.uidValidity !== before) break;
    dovecot?.empty();
  }
  await append(named, unnamed, raw('New'));
  await look();
  await settle(desk.test);
  expect((await titles()).toSorted()).toEqual(['Named', 'New', 'Unnamed']);
  expect((await cursor())?.uidValidity).not.toBe(before);
});

when(
  'tests an account in plain words, and never shows its password',
  async () => {
    const test = async (imap: object) => {
      const shared = {
        host: '127.0.0.1',
        port: dovecot?.port ?? 0,
        security: 'none' as const,
        folder: 'INBOX',
        ...account,
      };
      await desk.test.as(desk.staff(), updateMailbox, { id: mailboxId, imap: { ...shared, ...imap } });
      await desk.test.as(desk.staff(), testMailbox, { id: mailboxId });
      await settle(desk.test);
      return (await row())?.test;
    };
    expect(await test({})).toMatchObject({ state: 'ok', text: null });
    expect(await test({ password: 'wrong' })).toMatchObject({
      state: 'failed',
      text: expect.stringContaining('user name and password'),
    });
    expect(await test({ folder: 'Nowhere' })).toMatchObject({
      state: 'failed',
      text: expect.stringContaining('no such folder'),
    });
    expect(await test({ port: 1 })).toMatchObject({
      state: 'failed',
      text: expect.stringContaining('Nothing answers'),
    });
    expect(await test({ host: 'no-such-host.invalid' })).toMatchObject({
      state: 'failed',
      text: expect.stringContaining('no server called'),
    });
    const shown = JSON.stringify(await desk.test.as(desk.staff(), listMailboxes, {}));
    expect(shown).not.toMatch(/secret-word|wrong|v1\./);
    const stored = await desk.test.rows<{ imapPassword: string }>(
      desk.tenant,
      sql`select imap_password from mailboxes where tenant_id = ${desk.tenant} and id = ${mailboxId}`,
    );
    expect(stored[0]?.imapPassword).toMatch(/^v1\./);
  },
  60_000,
);

when('asks for the password again when the account is to be another server’s', async () => {
  const imap = { host: 'elsewhere.test', port: 993, security: 'tls' as const, username: 'desk', folder: 'INBOX' };
  await expect(desk.test.as(desk.staff(), updateMailbox, { id: mailboxId, imap })).rejects.toMatchObject({
    fields: { password: expect.any(String) },
  });
});

it('tests the SMTP door for an address', async () => {
  process.env['SMTP_LISTEN_PORT'] = String(desk.port);
  const rows = () =>
    desk.test.as(desk.staff(), listMailboxes, {}).then((answer) => answer.rows.find(({ kind }) => kind === 'smtp'));
  const id = (await rows())?.id ?? '';
  await desk.test.as(desk.staff(), testMailbox, { id });
  await settle(desk.test);
  expect((await rows())?.test).toMatchObject({ state: 'ok' });
  process.env['SMTP_LISTEN_PORT'] = '1';
  await desk.test.as(desk.staff(), testMailbox, { id });
  await settle(desk.test);
  expect((await rows())?.test).toMatchObject({ state: 'failed', text: expect.stringContaining('Nothing answers') });
  delete process.env['SMTP_LISTEN_PORT'];
  await desk.test.as(desk.staff(), testMailbox, { id });
  await settle(desk.test);
  expect((await rows())?.test).toMatchObject({ text: expect.stringContaining('no SMTP door') });
});
