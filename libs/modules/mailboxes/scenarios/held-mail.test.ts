import { useResolver } from '@kelp/kernel';
import { createClient } from '@kelp/clients';
import { sql } from '@kelp/platform/db';
import { createTicket } from '@kelp/tickets';
import { callerWith, settle } from '@kelp/testing';
import {
  assignHeldDomain,
  attachHeld,
  ignoreHeld,
  listHeldMail,
  listInboundMessages,
  listMailboxes,
  listSenderRules,
  removeSenderRule,
  ticketFromHeld,
  updateMailbox,
} from '../contract';
import { replyAddress, ticketOfAddress } from '../domain/reply-token';
import { inboundMessages } from '../tables';
import { openMailDesk, support, type MailDesk } from '../testing/mail-desk';

let desk: MailDesk;
beforeAll(async () => {
  desk = await openMailDesk();
});
beforeEach(() => desk.newWorkspace());
afterEach(() => useResolver(undefined));
afterAll(() => desk.close());

const zoe = { from: 'Zoe Zander <zoe@newco.test>', subject: 'Hello', text: 'Are you there?' };
const held = async () => (await desk.test.as(desk.staff(), listHeldMail, { limit: 50 })).rows;
const firstHeld = async () => (await held())[0]?.id ?? '';
const tickets = () =>
  desk.test.rows<{ title: string; clientId: string | null; contactId: string | null }>(
    desk.tenant,
    sql`select title, client_id, contact_id from tickets where tenant_id = ${desk.tenant} order by number`,
  );
const newClient = (name = 'Newco') => desk.test.as(desk.staff(), createClient, { name, domains: [] });

it('holds the mail of a stranger, answers nothing, and makes it the ticket of a client with its files and a contact', async () => {
  await desk.send({ ...zoe, attachments: [{ filename: 'a.txt', content: 'aaa' }] });
  expect(await desk.delivered()).toEqual([]);
  expect(await held()).toMatchObject([
    { from: 'zoe@newco.test', fromName: 'Zoe Zander', preview: 'Are you there?', files: 1, reason: 'unknown-sender' },
  ]);
  expect(await tickets()).toEqual([]);
  const { id: clientId } = await newClient();
  const id = await firstHeld();
  await desk.test.as(desk.staff(), ticketFromHeld, { id, clientId, contactName: 'Zoe Zander' });
  const out = await desk.delivered();
  expect(out.map((mail) => mail.to[0]?.address)).toEqual(['zoe@newco.test']);
  expect(await tickets()).toMatchObject([{ title: 'Hello', clientId, contactId: expect.any(String) }]);
  expect(await desk.thread()).toMatchObject([
    { authorType: 'client', authorName: 'Zoe Zander', text: 'Are you there?' },
  ]);
  await expect(desk.test.as(desk.staff(), ticketFromHeld, { id, clientId })).rejects.toMatchObject({
    id: 'held_mail.decided',
  });
  await desk.send({ ...zoe, subject: 'Again' });
  await settle(desk.test);
  expect(await held()).toEqual([]);
  expect(await tickets()).toHaveLength(2);
});

it('gives one decision of two at once', async () => {
  await desk.send(zoe);
  await settle(desk.test);
  const id = await firstHeld();
  const both = await Promise.allSettled([
    desk.test.as(desk.staff(), ticketFromHeld, { id }),
    desk.test.as(desk.staff(), ignoreHeld, { id, scope: 'mail' }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('puts a held mail on a ticket, whose sender takes part from then on', async () => {
  const { id: ticketId } = await desk.test.as(desk.staff(), createTicket, { title: 'Network' });
  await desk.send(zoe);
  await settle(desk.test);
  await desk.test.as(desk.staff(), attachHeld, { id: await firstHeld(), ticketId });
  await settle(desk.test);
  expect(await desk.thread()).toMatchObject([
    { title: 'Network', authorType: 'client', visibility: 'public', text: 'Are you there?' },
  ]);
  await desk.send({ ...zoe, subject: 'Re: [T-0001] Network', text: 'More.' });
  await settle(desk.test);
  expect((await desk.thread()).at(-1)).toMatchObject({ authorType: 'client', visibility: 'public', text: 'More.' });
});

it('leaves a sender or a whole domain out for good, and takes it in again when the rule is removed', async () => {
  for (const from of ['a@spam.test', 'b@spam.test', 'c@other.test'])
    await desk.send({ from, subject: from, text: 'Buy!' });
  await settle(desk.test);
  const rows = await held();
  const spam = rows.find(({ from }) => from === 'a@spam.test')?.id ?? '';
  expect(await desk.test.as(desk.staff(), ignoreHeld, { id: spam, scope: 'domain' })).toEqual({ count: 2 });
  await desk.send({ from: 'd@spam.test', subject: 'More', text: 'Buy!' });
  await settle(desk.test);
  expect((await held()).map(({ from }) => from)).toEqual(['c@other.test']);
  const log = await desk.test.as(desk.staff(), listInboundMessages, { state: 'ignored', limit: 10 });
  expect(log.rows).toHaveLength(3);
  const { rows: rules } = await desk.test.as(desk.staff(), listSenderRules, {});
  await desk.test.as(desk.staff(), removeSenderRule, { id: rules[0]?.id ?? '' });
  await desk.send({ from: 'e@spam.test', subject: 'Even more', text: 'Buy!' });
  await settle(desk.test);
  expect(await held()).toHaveLength(2);
});

it('suggests a domain that writes twice, never a provider’s, and turns all its mail into tickets of the client', async () => {
  for (const from of ['a@newco.test', 'b@newco.test', 'c@gmail.com', 'd@gmail.com'])
    await desk.send({ from, subject: from, text: 'Hi' });
  await settle(desk.test);
  const { suggestions } = await desk.test.as(desk.staff(), listHeldMail, { limit: 50 });
  expect(suggestions).toEqual([{ domain: 'newco.test', count: 2 }]);
  const { id: clientId } = await newClient();
  await expect(desk.test.as(desk.staff(), assignHeldDomain, { domain: 'gmail.com', clientId })).rejects.toThrow(
    /many people/,
  );
  expect(await desk.test.as(desk.staff(), assignHeldDomain, { domain: 'newco.test', clientId })).toEqual({
    count: 2,
    clientId,
  });
  await settle(desk.test);
  expect(await tickets()).toMatchObject([{ clientId }, { clientId }]);
  await desk.send({ from: 'z@newco.test', subject: 'Later', text: 'Hi' });
  await settle(desk.test);
  expect(await tickets()).toHaveLength(3);
  expect(await held()).toHaveLength(2);
});

it('suggests a domain whose mail became tickets of nobody, and makes a client for it once', async () => {
  const [mailbox] = (await desk.test.as(desk.staff(), listMailboxes, {})).rows;
  await desk.test.as(desk.staff(), updateMailbox, { id: mailbox?.id ?? '', unknownSenders: 'ticket' });
  for (const from of ['a@newco.test', 'b@newco.test', 'c@once.test'])
    await desk.send({ from, subject: from, text: 'Hi' });
  await settle(desk.test);
  expect(await tickets()).toHaveLength(3);
  const suggested = async () => (await desk.test.as(desk.staff(), listHeldMail, { limit: 50 })).suggestions;
  expect(await suggested()).toEqual([{ domain: 'newco.test', count: 2 }]);

  const assign = (input: { clientId?: string; newClient?: string }, caller = desk.staff()) =>
    desk.test.as(caller, assignHeldDomain, { domain: 'newco.test', ...input });
  const { id: other } = await newClient('Oldco');
  for (const wrong of [{}, { clientId: other, newClient: 'Newco' }])
    await expect(assign(wrong)).rejects.toMatchObject({ id: 'invalid', fields: { clientId: /new one/ } });
  await expect(assign({ newClient: 'OLDCO' })).rejects.toMatchObject({ id: 'client.name_taken' });
  const reviewer = callerWith(desk.tenant, ['held_mail.review', 'client.update', 'client.read']);
  await expect(assign({ newClient: 'Newco' }, reviewer)).rejects.toMatchObject({ id: 'forbidden' });

  const both = await Promise.allSettled([assign({ newClient: 'Newco' }), assign({ newClient: 'Newco Ltd' })]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  // Who came second leaves no empty client behind.
  const made = await desk.test.rows<{ name: string }>(
    desk.tenant,
    sql`select name from clients where tenant_id = ${desk.tenant} and name like 'Newco%'`,
  );
  expect(made).toHaveLength(1);
  expect(await suggested()).toEqual([]);
  await desk.send({ from: 'd@newco.test', subject: 'Later', text: 'Hi' });
  await settle(desk.test);
  expect((await tickets()).at(-1)).toMatchObject({ title: 'Later', clientId: expect.any(String) });
});

it('never loses an alarm: it waits, and once accepted it opens tickets of its client and is never answered', async () => {
  const alarm = {
    from: 'monitor@watch.test',
    subject: 'Disk full',
    text: 'srv1',
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
  await desk.send(alarm);
  await settle(desk.test);
  expect(await held()).toMatchObject([{ reason: 'auto-submitted' }]);
  const { id: clientId } = await newClient();
  await desk.test.as(desk.staff(), ticketFromHeld, { id: await firstHeld(), clientId, isAlways: true });
  await desk.send({ ...alarm, subject: 'Disk full again' });
  expect(await desk.delivered()).toEqual([]);
  expect(await tickets()).toMatchObject([
    { title: 'Disk full', clientId },
    { title: 'Disk full again', clientId },
  ]);
});

describe('forged senders', () => {
  const policy = (name: string, kind: string): Promise<string[][]> => {
    if (kind === 'TXT' && name === '_dmarc.acme.test') return Promise.resolve([['v=DMARC1; p=reject']]);
    if (kind === 'TXT' && name === '_dmarc.northstar.test') return Promise.resolve([['v=DMARC1; p=none']]);
    if (kind === 'TXT' && /^(acme|northstar)\.test$/.test(name))
      return Promise.resolve([['v=spf1 ip4:198.51.100.7 -all']]);
    return Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' }));
  };
  /** As if the mail had come from this address of the internet; the door itself hears loopback only. */
  const from = async (address: string, sender: string, subject: string) => {
    await desk.send({ from: sender, subject, text: 'Please pay.' });
    await desk.test.inside(desk.tenant, (ctx) =>
      ctx.db.rows(
        sql`update inbound_messages set remote_address = ${address} where tenant_id = ${desk.tenant} and state = 'received'`,
      ),
    );
    await settle(desk.test);
  };

  it('wait with the reason when they claim to be a contact or a colleague, and pass when their domain vouches for them', async () => {
    useResolver(policy);
    await from('203.0.113.66', 'Amy Adams <amy@acme.test>', 'Invoice');
    await from('203.0.113.66', 'Tess <tess@northstar.test>', 'From a colleague');
    expect(await held()).toMatchObject([
      {
        reason: 'forged',
        check: { dmarc: 'fail', detail: expect.stringContaining('SPF fail') },
        contact: { name: 'Amy Adams' },
      },
      { reason: 'forged', from: 'tess@northstar.test' },
    ]);
    expect(await desk.delivered()).toEqual([]);
    await from('198.51.100.7', 'Amy Adams <amy@acme.test>', 'The real Amy');
    expect(await tickets()).toMatchObject([{ title: 'The real Amy', contactId: desk.amyId }]);
    const log = await desk.test.as(desk.staff(), listInboundMessages, { state: 'done', limit: 10 });
    expect(log.rows[0]?.check).toContain('DMARC pass');
  });

  it('are not accused when nothing can be looked up, or when the mail came over a relay of ours', async () => {
    await from('203.0.113.66', 'Amy Adams <amy@acme.test>', 'No DNS');
    useResolver(policy);
    await desk.send({ subject: 'Over a relay', text: 'x' });
    await settle(desk.test);
    expect((await tickets()).map(({ title }) => title)).toEqual(['No DNS', 'Over a relay']);
  });

  it('are told by the receiving server where its name is trusted, and by nobody else', async () => {
    const { rows } = await desk.test.as(desk.staff(), listMailboxes, {});
    await desk.test.as(desk.staff(), updateMailbox, { id: rows[0]?.id ?? '', trustedAuthserv: 'mx.northstar.test' });
    const mail = (authserv: string, n: number) =>
      desk.sendRaw(
        `Authentication-Results: ${authserv}; spf=fail; dmarc=fail header.from=acme.test\r\nFrom: amy@acme.test\r\nTo: ${support}\r\nSubject: n${n}\r\n\r\nx`,
      );
    await mail('mx.northstar.test', 1);
    await mail('mx.evil.test', 2);
    await settle(desk.test);
    expect((await held()).map(({ subject, reason }) => [subject, reason])).toEqual([['n1', 'forged']]);
    expect((await tickets()).map(({ title }) => title)).toEqual(['n2']);
  });
});

describe('the address of a reply', () => {
  it('leads to its ticket without subject or references, for people who take part only', async () => {
    await desk.send({ subject: 'Slow', text: 'x' });
    const [acknowledgement] = await desk.delivered();
    const address = acknowledgement?.replyTo[0]?.address ?? '';
    await desk.send({ to: address, subject: 'Quite another thing', text: 'By address.' });
    await desk.send({ to: address, from: 'eve@evil.test', subject: 'x', text: 'Let me in.' });
    await settle(desk.test);
    const thread = await desk.thread();
    expect(new Set(thread.map(({ ticketId }) => ticketId)).size).toBe(1);
    expect(thread.slice(1)).toMatchObject([
      { authorType: 'client', visibility: 'public', text: 'By address.' },
      { authorType: 'system', visibility: 'internal' },
    ]);
    const watchers = await desk.test.rows(
      desk.tenant,
      sql`select address from ticket_watchers where tenant_id = ${desk.tenant}`,
    );
    expect(watchers).toEqual([]);
  });

  it('is believed only as it was made here', () => {
    const ticket = '0198c0de-7000-7abc-8def-0123456789ab';
    const made = replyAddress(support, ticket);
    expect(ticketOfAddress(made)).toBe(ticket);
    expect(ticketOfAddress(made.toUpperCase())).toBe(ticket);
    expect(ticketOfAddress(made.replace(/.@/, (end) => (end === '0@' ? '1@' : '0@')))).toBeNull();
    expect(ticketOfAddress(support)).toBeNull();
    expect(replyAddress(`${'a'.repeat(40)}@northstar.test`, ticket)).toBe(`${'a'.repeat(40)}@northstar.test`);
  });
});

it('keeps silent where the mailbox says so, and gives new tickets its priority and person', async () => {
  const { rows } = await desk.test.as(desk.staff(), listMailboxes, {});
  const [priority] = await desk.test.rows<{ id: string }>(
    desk.tenant,
    sql`select id from priorities where tenant_id = ${desk.tenant} and not is_itil order by position limit 1`,
  );
  const defaults = { defaultPriorityId: priority?.id ?? '', defaultAssigneeId: desk.tess.actor.id };
  await desk.test.as(desk.staff(), updateMailbox, { id: rows[0]?.id ?? '', autoAcknowledge: false, ...defaults });
  await desk.send({ subject: 'Quiet', text: 'x' });
  expect(await desk.delivered()).toEqual([]);
  const found = await desk.test.rows(
    desk.tenant,
    sql`select priority_id, assigned_to from tickets where tenant_id = ${desk.tenant}`,
  );
  expect(found).toEqual([{ priorityId: priority?.id, assignedTo: desk.tess.actor.id }]);
});

it('decides nothing for those who may only look, and shows nothing to those who may not', async () => {
  await desk.send(zoe);
  await settle(desk.test);
  const reader = callerWith(desk.tenant, ['held_mail.read']);
  expect((await desk.test.as(reader, listHeldMail, { limit: 10 })).rows).toHaveLength(1);
  await expect(desk.test.as(reader, ignoreHeld, { id: await firstHeld(), scope: 'mail' })).rejects.toMatchObject({
    id: 'forbidden',
  });
  await expect(desk.test.as(callerWith(desk.tenant, []), listHeldMail, { limit: 10 })).rejects.toMatchObject({
    id: 'forbidden',
  });
  const [row] = await desk.test.inside(desk.tenant, (ctx) => ctx.db.list(inboundMessages, { state: 'held' }));
  expect(row?.ticketId).toBeNull();
});
