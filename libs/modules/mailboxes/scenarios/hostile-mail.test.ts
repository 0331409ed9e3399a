import net from 'node:net';
import { createTransport } from 'nodemailer';
import { deliverMail, fileStorage, inUnit, systemActor, useStorage } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { maxMailBytes, startSmtpListener } from '@kelp/platform/mail';
import { bareTenant, callerWith, settle } from '@kelp/testing';
import { newId } from '@kelp/std';
import { ticketChoices } from '@kelp/tickets';
import { createMailbox, listInboundMessages, listMailboxes, retryInboundMessage, updateMailbox } from '../contract';
import { inboundHandlers } from '../inbound-handlers';
import { openMailDesk, support, type MailDesk } from '../testing/mail-desk';

let desk: MailDesk;
beforeAll(async () => {
  desk = await openMailDesk();
});
beforeEach(() => desk.newWorkspace());
afterAll(() => desk.close());

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const inbound = () =>
  desk.test.rows<{ state: string; reason: string | null; identity: string; attempts: number; id: string }>(
    desk.tenant,
    sql`select id, state, reason, identity, attempts from inbound_messages where tenant_id = ${desk.tenant} order by id`,
  );
const header = (extra: string, subject = 'Hello') =>
  `From: Amy Adams <amy@acme.test>\r\nTo: ${support}\r\nSubject: ${subject}\r\n${extra}`;

describe('the door', () => {
  it('says 550 to an unknown address and to a mailbox that is off, and keeps nothing', async () => {
    await expect(desk.send({ to: 'nobody@northstar.test', text: 'x' })).rejects.toMatchObject({ responseCode: 550 });
    const { rows } = await desk.test.as(desk.staff(), listMailboxes, {});
    await desk.test.as(desk.staff(), updateMailbox, { id: rows[0]?.id ?? '', isActive: false });
    await expect(desk.send({ text: 'x' })).rejects.toMatchObject({ responseCode: 550 });
    expect(await inbound()).toEqual([]);
  });

  it('gives a mail to two mailboxes of two workspaces, once each', async () => {
    const other = await bareTenant(desk.test);
    const staff = callerWith(other, 'all');
    const { boards } = await desk.test.as(staff, ticketChoices, {});
    await desk.test.as(staff, createMailbox, {
      name: 'Help',
      address: 'help@bluefin.test',
      boardId: boards[0]?.id ?? '',
      unknownSenders: 'ticket',
    });
    const taken = { name: 'Again', address: support, boardId: boards[0]?.id ?? '' };
    await expect(desk.test.as(staff, createMailbox, taken)).rejects.toMatchObject({
      message: expect.stringMatching(/already receives/),
    });
    await desk.send({
      to: [support, 'help@bluefin.test'],
      subject: 'Both',
      text: 'Hello both',
      messageId: '<both@acme.test>',
    });
    await desk.send({
      to: [support, 'help@bluefin.test'],
      subject: 'Both',
      text: 'Hello both',
      messageId: '<both@acme.test>',
    });
    await settle(desk.test);
    for (const tenant of [desk.tenant, other]) {
      const found = await desk.test.rows(tenant, sql`select title from tickets where tenant_id = ${tenant}`);
      expect(found).toEqual([{ title: 'Both' }]);
    }
  });

  it('says 451 while the database or the storage is away, and takes the mail once they are back', async () => {
    let isAway: 'database' | 'storage' | null = 'storage';
    const gone = (): Promise<never> => Promise.reject(new Error('away'));
    const storage = {
      ...desk.storage,
      put: (...all: Parameters<typeof desk.storage.put>) => (isAway === 'storage' ? gone() : desk.storage.put(...all)),
    };
    const { house } = desk.test;
    const control: typeof house.database.control = (statement) =>
      isAway === 'database' ? gone() : house.database.control(statement);
    const database = { ...house.database, control };
    const listener = await startSmtpListener({
      port: 0,
      host: '127.0.0.1',
      log: silent,
      ...inboundHandlers({ ...house, database }, storage),
    });
    const mailer = createTransport({ host: '127.0.0.1', port: listener.port, ignoreTLS: true });
    const mail = { from: 'amy@acme.test', to: support, subject: 'Patience', text: 'x', messageId: '<p@acme.test>' };
    await expect(mailer.sendMail(mail)).rejects.toMatchObject({ responseCode: 451 });
    isAway = 'database';
    await expect(mailer.sendMail(mail)).rejects.toMatchObject({ responseCode: 451 });
    expect(await inbound()).toEqual([]);
    isAway = null;
    await mailer.sendMail(mail);
    await listener.close();
    expect(await inbound()).toHaveLength(1);
  });

  it('refuses what is too large, and says 250 only after the row is there', async () => {
    const large = { filename: 'big.bin', content: Buffer.alloc(maxMailBytes) };
    await expect(desk.send({ text: 'x', attachments: [large] })).rejects.toMatchObject({ responseCode: 552 });
    expect(await inbound()).toEqual([]);
    await desk.send({ text: 'small' });
    expect(await inbound()).toMatchObject([{ state: 'received' }]);
  });

  it('leaves no half mail of a connection that breaks in the middle', async () => {
    const socket = net.connect(desk.port, '127.0.0.1');
    await new Promise((resolve) => socket.once('data', resolve));
    socket.write(`EHLO x\r\nMAIL FROM:<amy@acme.test>\r\nRCPT TO:<${support}>\r\nDATA\r\nSubject: half\r\n`);
    await new Promise((resolve) => setTimeout(resolve, 150));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await inbound()).toEqual([]);
  });
});

describe('processing', () => {
  it('loses nothing and doubles nothing when it dies after the files were stored', async () => {
    const real = fileStorage();
    let puts = 0;
    useStorage({
      ...real,
      put: async (...all) => {
        const file = await real.put(...all);
        if ((puts += 1) === 1) throw new Error('killed');
        return file;
      },
    });
    await desk.send({ subject: 'Crash', text: 'x', attachments: [{ filename: 'a.txt', content: 'aaa' }] });
    await settle(desk.test);
    expect(await inbound()).toMatchObject([{ state: 'retry', reason: 'killed', attempts: 1 }]);
    expect(await desk.thread()).toEqual([]);
    await desk.test.inside(desk.tenant, (ctx) =>
      ctx.db.rows(
        sql`update jobs set state = 'queued', run_at = ${ctx.now()} where tenant_id = ${desk.tenant} and state <> 'done'`,
      ),
    );
    await settle(desk.test);
    expect(await inbound()).toMatchObject([{ state: 'done', attempts: 2 }]);
    expect(await desk.thread()).toHaveLength(1);
    const files = await desk.test.rows(
      desk.tenant,
      sql`select filename from attachments where tenant_id = ${desk.tenant}`,
    );
    expect(files).toEqual([{ filename: 'a.txt' }]);
  });

  it('opens a ticket for a subject in which nothing can be seen', async () => {
    await desk.send({ subject: '\u200b\u2060\u200b', text: 'See below' });
    await settle(desk.test);
    const found = await desk.test.rows(desk.tenant, sql`select title from tickets where tenant_id = ${desk.tenant}`);
    expect(found).toEqual([{ title: '(no subject)' }]);
  });

  it('takes up a mail again that failed for good, by hand', async () => {
    await desk.send({ subject: 'Dead', text: 'x' });
    const [row] = await inbound();
    await desk.test.inside(desk.tenant, (ctx) =>
      ctx.db.rows(
        sql`with gone as (update jobs set state = 'dead' where tenant_id = ${desk.tenant} and name = 'mail.process_inbound')
            update inbound_messages set state = 'dead' where tenant_id = ${desk.tenant}`,
      ),
    );
    await settle(desk.test);
    expect(await desk.thread()).toEqual([]);
    await desk.test.as(desk.staff(), retryInboundMessage, { id: row?.id ?? '' });
    await settle(desk.test);
    expect(await desk.thread()).toHaveLength(1);
    const page = await desk.test.as(desk.staff(), listInboundMessages, { limit: 10 });
    expect(page.rows).toMatchObject([
      { state: 'done', from: 'amy@acme.test', subject: 'Dead', ticket: { number: 'T-0001' } },
    ]);
    await expect(desk.test.as(desk.staff(), retryInboundMessage, { id: row?.id ?? '' })).rejects.toMatchObject({
      id: 'inbound_message.not_dead',
    });
  });

  it.each([
    ['an answering machine', 'Auto-Submitted: auto-replied\r\n', 'amy@acme.test', 'skipped', 'auto-submitted'],
    ['an alarm', 'Auto-Submitted: auto-generated\r\n', 'amy@acme.test', 'held', 'auto-submitted'],
    ['bulk mail', 'Precedence: bulk\r\n', 'amy@acme.test', 'held', 'precedence'],
    ['a mailing list', 'List-Id: <all.acme.test>\r\n', 'amy@acme.test', 'held', 'mailing-list'],
    ['Exchange', 'X-Auto-Response-Suppress: All\r\n', 'amy@acme.test', 'held', 'auto-response-suppressed'],
    ['the null sender', '', '', 'held', 'empty-return-path'],
  ])('makes no ticket of %s and answers nothing', async (_what, extra, from, state, reason) => {
    await desk.sendRaw(`${header(extra)}\r\nI am away.`, [support], from);
    expect(await desk.delivered()).toEqual([]);
    expect(await inbound()).toMatchObject([{ state, reason }]);
    expect(await desk.thread()).toEqual([]);
  });

  it('keeps an automatic answer to a ticket as a note that changes nothing', async () => {
    await desk.send({ subject: 'Slow', text: 'x', messageId: '<slow@acme.test>' });
    const [acknowledgement] = await desk.delivered();
    await desk.sendRaw(
      `${header(`Auto-Submitted: auto-replied\r\nIn-Reply-To: ${acknowledgement?.messageId}\r\n`)}\r\nI am away.`,
    );
    expect(await desk.delivered()).toEqual([]);
    expect((await desk.thread()).at(-1)).toMatchObject({ authorType: 'system', visibility: 'internal' });
  });

  it('notes on its ticket that a reply could not be delivered', async () => {
    await desk.send({ subject: 'Slow', text: 'x' });
    const [acknowledgement] = await desk.delivered();
    const report = [
      'From: MAILER-DAEMON@acme.test\r\nTo: ' + support,
      'Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied',
      'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n',
      '--b\r\nContent-Type: text/plain\r\n\r\nThe mailbox of amy@acme.test is full.',
      '--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.acme.test\r\n\r\nAction: failed\r\nStatus: 5.2.2\r\n',
      `--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${acknowledgement?.messageId}\r\nSubject: x\r\n`,
      '--b--\r\n',
    ];
    await desk.sendRaw(report.join('\r\n'), [support], '');
    expect(await desk.delivered()).toEqual([]);
    expect((await desk.thread()).at(-1)).toMatchObject({
      visibility: 'internal',
      authorType: 'system',
      text: expect.stringContaining('is full'),
    });
  });

  it('drops its own mail when it comes back, so that no loop begins', async () => {
    await desk.send({ subject: 'Slow', text: 'x' });
    await settle(desk.test);
    const own = desk.caught.splice(0)[0]?.raw.toString() ?? '';
    expect(own).toContain('Auto-Submitted: auto-generated');
    for (let round = 0; round < 3; round += 1) await desk.sendRaw(own);
    expect(await desk.delivered()).toEqual([]);
    expect((await inbound()).map(({ state, reason }) => [state, reason])).toEqual([
      ['done', null],
      ['skipped', 'own-message'],
    ]);
    await desk.sendRaw(`From: ${support}\r\nTo: ${support}\r\nSubject: me\r\n\r\nme`, [support], support);
    expect(await desk.delivered()).toEqual([]);
    expect((await inbound()).at(-1)).toMatchObject({ state: 'skipped', reason: 'from-own-mailbox' });
  });

  it('neutralises hostile HTML', async () => {
    const html = `<p onclick="x()">Hi</p><script>alert(1)</script><iframe src="https://evil.test"></iframe><a href="javascript:x()">a</a>
      <form action="https://evil.test"><input name=p></form><img src="https://evil.test/p.gif"><svg onload=x()></svg><style>*{display:none}</style>`;
    await desk.send({ subject: '<script>alert(2)</script>', html, text: 'Hi' });
    const [acknowledgement] = await desk.delivered();
    const shown = (await desk.thread())[0]?.html ?? '';
    expect(shown).toContain('Hi');
    expect(shown).not.toMatch(/<(script|iframe|form|input|svg|style)|javascript:|onclick|onload|\ssrc="http/i);
    expect(acknowledgement?.html).not.toContain('<script>');
  });

  it.each([
    ['nothing at all', ''],
    ['only a body', '\r\nbody'],
    ['no sender', `To: ${support}\r\nSubject: x\r\n\r\nbody`],
    [
      'a broken boundary',
      header('Content-Type: multipart/mixed; boundary="b"\r\n') + '\r\n--b\r\nContent-Type: text/plain\r\n\r\nhalf',
    ],
    [
      'a wrong encoding',
      header('Content-Transfer-Encoding: base64\r\nContent-Type: text/plain; charset=nope\r\n') + '\r\n%%%%',
    ],
    ['NUL and control characters', header('', 'a\u0000b\u0007c') + '\r\nx\u0000y'],
    ['an endless header', header(`X-Long: ${'a'.repeat(20_000)}\r\n`) + '\r\nbody'],
    ['an empty Message-ID', header('Message-ID:\r\n') + '\r\nbody'],
    ['a Message-ID in the next line', header('Message-ID:\r\n <folded@acme.test>\r\n') + '\r\nbody'],
  ])('comes to an end with %s', async (_what, raw) => {
    await desk.sendRaw(raw);
    await desk.delivered();
    const rows = await inbound();
    expect(rows).toHaveLength(1);
    expect(['done', 'held']).toContain(rows[0]?.state);
  });

  it('tells mails without Message-ID apart by their content, whatever headers the way adds', async () => {
    await desk.sendRaw(`Received: from a; Mon\r\n${header('Date: Mon, 2 Mar 2026 10:00:00 +0000\r\n')}\r\nbody`);
    await desk.sendRaw(`Received: from b; Tue\r\n${header('Date: Mon, 2 Mar 2026 10:00:00 +0000\r\n')}\r\nbody`);
    await desk.sendRaw(`${header('Date: Mon, 2 Mar 2026 10:00:00 +0000\r\n')}\r\nanother body`);
    expect(await inbound()).toHaveLength(2);
  });
});

it('sends nothing of a muted history', async () => {
  const caller = {
    tenant: desk.tenant,
    actor: systemActor('demo'),
    door: 'demo' as const,
    requestId: newId(),
    isMuted: true,
  };
  const { openTicket } = await import('@kelp/tickets');
  await inUnit(desk.test.house, caller, 'demo', (ctx) =>
    openTicket(ctx, { title: 'Old', contactId: desk.amyId, origin: 'email' }),
  );
  expect(await desk.delivered()).toEqual([]);
  const jobs = await desk.test.rows(
    desk.tenant,
    sql`select id from jobs where tenant_id = ${desk.tenant} and name = ${deliverMail.name}`,
  );
  expect(jobs).toEqual([]);
});
