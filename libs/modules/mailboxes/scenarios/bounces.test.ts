import { sql } from '@kelp/platform/db';
import { settle } from '@kelp/testing';
import { addComment } from '@kelp/tickets';
import { clientMailTroubles, listOutgoing, listSuppressions, ticketMails } from '../contract';
import { openMailDesk, support, type MailDesk } from '../testing/mail-desk';

let desk: MailDesk;
beforeAll(async () => {
  desk = await openMailDesk();
});
beforeEach(() => desk.newWorkspace());
afterAll(() => desk.close());

/** The head of the next mail that went out, as its receiver would send it back. */
async function sentHead(): Promise<string> {
  await settle(desk.test);
  return desk.caught.splice(0).at(-1)?.raw.toString().split('\r\n\r\n', 1)[0] ?? '';
}

interface Report {
  head: string;
  action?: string;
  status?: string;
  recipient?: string;
  words?: string;
}

const bounce = ({
  head,
  action = 'failed',
  status = '5.1.1',
  recipient = 'amy@acme.test',
  words = 'No such user',
}: Report) =>
  [
    `From: MAILER-DAEMON@acme.test\r\nTo: ${support}\r\nSubject: Undelivered\r\nAuto-Submitted: auto-replied\r\nMessage-ID: <${Math.random()}@mx.acme.test>`,
    'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n',
    '--b\r\nContent-Type: text/plain\r\n\r\nSorry.',
    `--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.acme.test\r\n\r\nFinal-Recipient: rfc822; ${recipient}\r\nAction: ${action}\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; 550 ${status} ${words}\r\n`,
    `--b\r\nContent-Type: text/rfc822-headers\r\n\r\n${head}\r\n`,
    '--b--\r\n',
  ].join('\r\n');

const complaint = (head: string, type = 'abuse') =>
  [
    `From: feedback@isp.test\r\nTo: ${support}\r\nSubject: Complaint\r\nMessage-ID: <${Math.random()}@isp.test>`,
    'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n',
    '--b\r\nContent-Type: text/plain\r\n\r\nA complaint.',
    `--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: ${type}\r\nUser-Agent: isp/1\r\nVersion: 1\r\nOriginal-Rcpt-To: <amy@acme.test>\r\n`,
    `--b\r\nContent-Type: message/rfc822\r\n\r\n${head}\r\n\r\nbody`,
    '--b--\r\n',
  ].join('\r\n');

const report = async (raw: string) => {
  await desk.sendRaw(raw, [support], '');
  return desk.delivered();
};
const out = async () => (await desk.test.as(desk.staff(), listOutgoing, { limit: 50 })).rows;
const suppressed = async () => (await desk.test.as(desk.staff(), listSuppressions, { limit: 50 })).rows;
const ticketId = async () => (await desk.thread())[0]?.ticketId ?? '';
const reply = async (text: string) =>
  desk.test.as(desk.tess, addComment, { ticketId: await ticketId(), visibility: 'public', text, uploads: [] });

it('marks the message of a hard bounce, suppresses its address, and shows it on ticket and contact; reports are never answered', async () => {
  await desk.send({ subject: 'Slow', text: 'x' });
  const head = await sentHead();
  expect(await report(bounce({ head }))).toEqual([]);
  expect(await out()).toMatchObject([{ state: 'bounced', error: expect.stringContaining('No such user') }]);
  expect(await suppressed()).toMatchObject([{ address: 'amy@acme.test', reason: 'hard_bounce', until: null }]);
  expect((await desk.thread()).at(-1)).toMatchObject({
    visibility: 'internal',
    text: expect.stringContaining('could not be delivered'),
  });
  const panel = await desk.test.as(desk.staff(), ticketMails, { ticketId: await ticketId() });
  expect(panel).toMatchObject({ suppressed: ['amy@acme.test'], rows: [{ state: 'bounced' }] });
  const [{ clientId = '' } = {}] = await desk.test.rows<{ clientId: string }>(
    desk.tenant,
    sql`select client_id from contacts where tenant_id = ${desk.tenant} and id = ${desk.amyId}`,
  );
  expect((await desk.test.as(desk.staff(), clientMailTroubles, { clientId })).rows).toHaveLength(1);
  await reply('Can you hear me?');
  expect(await desk.delivered()).toEqual([]);
  expect((await out()).map(({ state }) => state)).toEqual(['suppressed', 'bounced']);
  const before = (await desk.thread()).length;
  expect(await report(bounce({ head }))).toEqual([]);
  expect(await desk.thread()).toHaveLength(before);
});

it('believes a report without our signature what it says, but suppresses nothing for it', async () => {
  await desk.send({ subject: 'Slow', text: 'x' });
  const forged = (await sentHead()).replace(
    /^x-kelp-delivery:.*$/im,
    'X-Kelp-Delivery: 0198c0de-7000-7abc-8def-0123456789ab.00000000000000000000',
  );
  await report(bounce({ head: forged }));
  expect(await out()).toMatchObject([{ state: 'bounced' }]);
  expect(await suppressed()).toEqual([]);
});

it('suppresses for a day after three soft bounces in seven days, and what was written meanwhile leaves after it', async () => {
  await desk.send({ subject: 'Slow', text: 'x' });
  for (let time = 1; time <= 3; time += 1) {
    await report(bounce({ head: await sentHead(), status: '5.2.2', words: 'Mailbox full' }));
    expect(await suppressed()).toHaveLength(time === 3 ? 1 : 0);
    await reply(`Number ${time}`);
  }
  await settle(desk.test);
  expect((await suppressed())[0]).toMatchObject({ reason: 'soft_bounces', until: expect.any(Date) });
  expect((await out())[0]).toMatchObject({ state: 'queued' });
  await desk.test.travel(25 * 3_600_000);
  expect((await desk.delivered()).map(({ text }) => text.includes('Number 3'))).toEqual([true]);
  expect(await suppressed()).toEqual([]);
});

it('notes that a mail is late or arrived, and ends it for neither', async () => {
  await desk.send({ subject: 'Slow', text: 'x' });
  const head = await sentHead();
  await report(bounce({ head, action: 'delayed', status: '4.4.1' }));
  await report(bounce({ head, action: 'delivered', status: '2.0.0' }));
  expect(await out()).toMatchObject([{ state: 'sent' }]);
  const states = await desk.test.rows<{ state: string }>(
    desk.tenant,
    sql`select state from email_message_states where tenant_id = ${desk.tenant} order by id`,
  );
  expect(states.map(({ state }) => state)).toEqual(['queued', 'sending', 'sent', 'delayed', 'delivered']);
});

it('takes a complaint as the wish for no more mail; one taken back changes nothing', async () => {
  await desk.send({ subject: 'Slow', text: 'x' });
  const head = await sentHead();
  await report(complaint(head, 'not-spam'));
  expect(await suppressed()).toEqual([]);
  await report(complaint(head));
  expect(await out()).toMatchObject([{ state: 'complained' }]);
  expect(await suppressed()).toMatchObject([{ address: 'amy@acme.test', reason: 'complaint' }]);
});

it('drops reports about mail that is not ours, and finds one of many recipients by its address', async () => {
  await report(bounce({ head: 'Message-ID: <other@elsewhere.test>' }));
  const log = await desk.test.rows(
    desk.tenant,
    sql`select state, reason from inbound_messages where tenant_id = ${desk.tenant}`,
  );
  expect(log).toEqual([{ state: 'skipped', reason: 'report-of-others' }]);
  await desk.send({ subject: 'Slow', text: 'x', cc: 'bob@acme.test' });
  await settle(desk.test);
  await reply('To both');
  const head = (await sentHead()).replace(/^x-kelp-delivery:.*\r\n/im, '');
  await report(bounce({ head, recipient: 'bob@acme.test' }));
  const bounced = (await out()).filter(({ state }) => state === 'bounced');
  expect(bounced.map(({ to }) => to)).toEqual(['bob@acme.test']);
});
