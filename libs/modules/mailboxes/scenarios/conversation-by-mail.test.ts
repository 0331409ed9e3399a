import { sql } from '@kelp/platform/db';
import { storageKey } from '@kelp/platform/storage';
import { newId } from '@kelp/std';
import { saveNumberSeries } from '@kelp/tenants';
import { callerWith } from '@kelp/testing';
import { addComment, recordUpload, sealUpload, ticketChoices, ticketWatchers, updateTicket } from '@kelp/tickets';
import { updateMailbox, listMailboxes } from '../contract';
import { openMailDesk, support, type MailDesk } from '../testing/mail-desk';

let desk: MailDesk;
beforeAll(async () => {
  desk = await openMailDesk();
});
beforeEach(() => desk.newWorkspace());
afterAll(() => desk.close());

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function close(ticketId: string): Promise<void> {
  const { statuses } = await desk.test.as(desk.staff(), ticketChoices, {});
  const closed = statuses.find((status) => status.boardId === desk.boardId && status.isClosed);
  await desk.test.as(desk.staff(), updateTicket, { id: ticketId, statusId: closed?.id });
}

it('makes one ticket of a mail that comes twice, with its picture and its large file, and acknowledges it once', async () => {
  const mail = {
    subject: 'Printer offline',
    messageId: '<first@acme.test>',
    html: '<p>It <b>blinks</b>.</p><script>alert(1)</script><img src="cid:pic@acme" onerror="x()">',
    text: 'It blinks.',
    attachments: [
      { filename: 'pic.png', content: pixel, cid: 'pic@acme', contentType: 'image/png' },
      { filename: 'log.bin', content: Buffer.alloc(2 * 1024 * 1024, 7) },
    ],
  };
  await desk.send(mail);
  await desk.send(mail);
  const out = await desk.delivered();
  const thread = await desk.thread();
  expect(thread).toMatchObject([
    { title: 'Printer offline', authorType: 'client', authorName: 'Amy Adams', visibility: 'public' },
  ]);
  const files = await desk.test.rows<{ id: string; storageKey: string }>(
    desk.tenant,
    sql`select id, filename, size, is_inline, storage_key from attachments where tenant_id = ${desk.tenant} order by size`,
  );
  expect(files).toMatchObject([
    { filename: 'pic.png', isInline: true },
    { filename: 'log.bin', size: 2n * 1024n * 1024n, isInline: false },
  ]);
  expect(thread[0]?.html).toContain(`/api/files/ticket.attachment/${files[0]?.id}`);
  expect(thread[0]?.html).not.toMatch(/script|onerror/);
  const stored = Buffer.concat(await (await desk.storage.get(files[0]?.storageKey ?? '')).toArray());
  expect(stored.equals(pixel)).toBe(true);
  expect(out).toMatchObject([
    {
      to: [{ address: 'amy@acme.test' }],
      from: { address: support },
      subject: '[T-0001] Printer offline',
      inReplyTo: '<first@acme.test>',
      references: ['<first@acme.test>'],
      autoSubmitted: 'auto-generated',
    },
  ]);
});

it('carries a public reply out and its answer back, in one thread, while the note stays inside', async () => {
  await desk.send({
    subject: 'Printer offline',
    messageId: '<first@acme.test>',
    text: 'It blinks.',
    cc: 'Bob <bob@acme.test>',
  });
  const [acknowledgement] = await desk.delivered();
  const ticketId = (await desk.thread())[0]?.ticketId ?? '';
  await desk.test.as(desk.tess, addComment, {
    ticketId,
    visibility: 'internal',
    text: 'SECRET: they never dust it',
    uploads: [],
  });
  await desk.test.as(desk.tess, addComment, { ticketId, visibility: 'public', text: 'Please dust it.', uploads: [] });
  const out = await desk.delivered();
  expect(out.map((mail) => mail.to[0]?.address).sort()).toEqual(['amy@acme.test', 'bob@acme.test']);
  expect(JSON.stringify(out)).not.toContain('SECRET');
  for (const mail of out) {
    expect(mail.references[0]).toBe('<first@acme.test>');
    expect(mail.references).toContain(acknowledgement?.messageId);
    expect(mail.text).toContain('Please dust it.');
    expect(mail.replyTo[0]?.address).toMatch(/^support\+r[0-9a-z]{37}@northstar\.test$/);
  }
  const reply = out[0];
  expect(out[1]?.messageId).toBe(reply?.messageId);
  await desk.send({
    subject: 'Something else entirely',
    text: 'Dusted.\n\nOn Monday Tess wrote:\n> Please dust it.',
    inReplyTo: reply?.messageId ?? '',
    messageId: '<second@acme.test>',
  });
  expect(await desk.delivered()).toEqual([]);
  const thread = await desk.thread();
  expect(new Set(thread.map((row) => row.ticketId)).size).toBe(1);
  expect(thread.at(-1)).toMatchObject({
    authorType: 'client',
    text: 'Dusted.',
    quoted: expect.stringContaining('Please dust it.'),
  });
});

it('takes the subject’s token from a participant, also under a former prefix, and makes a note of a stranger’s', async () => {
  await desk.send({ subject: 'Slow', text: 'It is slow.' });
  await desk.delivered();
  await desk.test.as(callerWith(desk.tenant, ['numbering.update']), saveNumberSeries, {
    kind: 'ticket',
    version: 1,
    prefix: 'NS-',
    padding: 5,
  });
  await desk.send({ subject: 'Re: [T-0001] Slow', text: 'Still slow.' });
  await desk.send({ from: 'eve@evil.test', subject: 'Re: [T-0001] Slow', text: 'Send me all you know.' });
  const out = await desk.delivered();
  expect(out).toEqual([]);
  expect((await desk.thread()).map(({ authorType, visibility }) => [authorType, visibility])).toEqual([
    ['client', 'public'],
    ['client', 'public'],
    ['system', 'internal'],
  ]);
});

it('reopens a closed ticket within the board’s hours, three times an hour at most, and later opens one that follows', async () => {
  await desk.send({ subject: 'Slow', text: 'It is slow.' });
  await desk.delivered();
  const ticketId = (await desk.thread())[0]?.ticketId ?? '';
  for (let time = 1; time <= 4; time += 1) {
    await close(ticketId);
    await desk.send({ subject: '[T-0001] Slow', text: `Again, ${time}.` });
    await desk.delivered();
    expect((await desk.thread()).at(-1)).toMatchObject({ ticketId, text: `Again, ${time}.`, isClosed: time === 4 });
  }
  const { rows } = await desk.test.as(desk.staff(), listMailboxes, {});
  await desk.test.as(desk.staff(), updateMailbox, { id: rows[0]?.id ?? '', reopenHours: 2 });
  await desk.test.travel(3 * 3_600_000);
  await desk.send({ subject: '[T-0001] Slow', text: 'Much later.' });
  await desk.delivered();
  const followers = await desk.test.rows(
    desk.tenant,
    sql`select number, follows_ticket_id, is_closed from tickets where tenant_id = ${desk.tenant} order by number`,
  );
  expect(followers).toMatchObject([
    { number: 1n, isClosed: true },
    { number: 2n, followsTicketId: ticketId, isClosed: false },
  ]);
});

it('opens a ticket without client for an unknown sender where the mailbox is set so, and answers that address', async () => {
  const { rows } = await desk.test.as(desk.staff(), listMailboxes, {});
  await desk.test.as(desk.staff(), updateMailbox, { id: rows[0]?.id ?? '', unknownSenders: 'ticket' });
  await desk.send({
    from: 'Zoe <zoe@nowhere.test>',
    cc: 'aaron@nowhere.test',
    subject: 'Hello',
    text: 'Are you there?',
  });
  const out = await desk.delivered();
  expect(out.map((mail) => mail.to[0]?.address)).toEqual(['zoe@nowhere.test']);
  const [ticket] = await desk.test.rows(
    desk.tenant,
    sql`select client_id, contact_id from tickets where tenant_id = ${desk.tenant}`,
  );
  expect(ticket).toEqual({ clientId: null, contactId: null });
});

it('acknowledges a sender once an hour however many mails come', async () => {
  for (const subject of ['One', 'Two', 'Three']) await desk.send({ subject, text: subject });
  expect(await desk.delivered()).toHaveLength(1);
  await desk.test.travel(61 * 60_000);
  await desk.send({ subject: 'Four', text: 'Four' });
  expect(await desk.delivered()).toHaveLength(1);
});

it('sends the files of a reply along, and says so when they are too many for a mail', async () => {
  await desk.send({ subject: 'Slow', text: 'x' });
  await desk.delivered();
  const ticketId = (await desk.thread())[0]?.ticketId ?? '';
  const uploads: string[] = [];
  for (const [filename, size] of [
    ['guide.txt', 5],
    ['image.iso', 16 * 1024 * 1024],
  ] as const) {
    const id = newId();
    const file = await desk.storage.put(storageKey(desk.tenant, 'upload', id), Buffer.alloc(size, 'g'), {
      contentType: 'text/plain',
    });
    const seal = sealUpload({ id, ...file });
    await desk.test.as(desk.tess, recordUpload, { id, filename, contentType: 'text/plain', ...file, seal });
    uploads.push(id);
  }
  await desk.test.as(desk.tess, addComment, { ticketId, visibility: 'public', text: 'See the guide.', uploads });
  const [mail] = await desk.delivered();
  expect(mail?.attachments.map(({ filename, size }) => [filename, size])).toEqual([['guide.txt', 5]]);
  for (const part of [mail?.text, mail?.html]) expect(part).toContain('More files belong to this reply');
});

it('never mails staff their own reply, also when they were in copy', async () => {
  await desk.send({ subject: 'Slow', text: 'x', cc: 'tess@northstar.test' });
  await desk.delivered();
  const ticketId = (await desk.thread())[0]?.ticketId ?? '';
  await desk.test.inside(desk.tenant, (ctx) =>
    ctx.db.insert(ticketWatchers, { ticketId, contactId: null, address: 'tess@northstar.test' }),
  );
  await desk.test.as(desk.tess, addComment, { ticketId, visibility: 'public', text: 'Soon.', uploads: [] });
  expect((await desk.delivered()).map((mail) => mail.to[0]?.address)).toEqual(['amy@acme.test']);
});

it('keeps one row of a mail that comes over two connections at once', async () => {
  const mail = { subject: 'Twice', text: 'x', messageId: '<twice@ACME.test>' };
  await Promise.all([desk.send(mail), desk.send({ ...mail, messageId: '<twice@acme.test>' }), desk.send(mail)]);
  expect(await desk.delivered()).toHaveLength(1);
  expect(await desk.thread()).toHaveLength(1);
});
