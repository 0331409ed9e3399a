import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient, clientsModule } from '@kelp/clients';
import { createOwner } from '@kelp/identity';
import { startSchedule, startWork, useMailHostRules, type Caller } from '@kelp/kernel';
import { notifications } from '@kelp/notifications';
import { sql } from '@kelp/platform/db';
import { createTenant } from '@kelp/tenants';
import { callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { createTicket, ticketsModule } from '@kelp/tickets';
import {
  createWebhook,
  getWebhook,
  getWebhookDelivery,
  listWebhookDeliveries,
  replayWebhook,
  rotateWebhookSecret,
  testWebhook,
  updateWebhook,
  webhooksModule,
} from './index';
import { forgetOldDeliveries } from './jobs/forget-old-deliveries';

interface Heard {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}
type Envelope = { id: string; type: string; workspace: { name: string }; data: { object: never; details: never } };

let test: TestHouse;
let sink: Server;
let address: string;
let tenant: string;
let owner: Caller;
let heard: Heard[] = [];
/** What the sink answers by path; 200 without one. */
const answers = new Map<
  string,
  (n: number) => { status: number; body?: string; headers?: Record<string, string> } | 'silence'
>();

const open = { allowLocal: true, allowPrivate: true };
const hourMs = 3_600_000;
let offset = 0;
const later = (ms: number) => test.travel((offset += ms));

beforeAll(async () => {
  test = await testHouse(webhooksModule, clientsModule, ticketsModule);
  sink = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const path = request.url ?? '';
      heard.push({ path, headers: request.headers, body: Buffer.concat(parts).toString() });
      const answer = answers.get(path)?.(heard.filter((one) => one.path === path).length) ?? {
        status: 200,
        body: 'ok',
      };
      if (answer === 'silence') return;
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(sink.address() as AddressInfo).port}`;
});
afterAll(async () => {
  sink.closeAllConnections();
  sink.close();
  await test.close();
});
beforeEach(async () => {
  useMailHostRules(() => Promise.resolve(open));
  heard = [];
  answers.clear();
  let ownerId = '';
  tenant = await createTenant(test.house, { name: 'Northstar', zone: 'UTC', currency: 'USD' }, async (ctx) => {
    ownerId = await createOwner(ctx, { name: 'Olive', email: 'olive@northstar.test', password: 'Harbor-Lantern-42' });
  });
  owner = callerWith(tenant, 'all', { id: ownerId });
  await settle(test);
});

const aWebhook = (path: string, events: string[] = ['client.created']) =>
  test.as(owner, createWebhook, { name: path, url: `${address}${path}`, events });
const aClient = (name: string) => test.as(owner, createClient, { name, domains: [] });
const deliveriesOf = async (webhookId: string) =>
  (await test.as(owner, listWebhookDeliveries, { webhookId, limit: 50 })).rows;
const envelopes = (path: string) =>
  heard.filter((one) => one.path === path).map(({ body }) => JSON.parse(body) as Envelope);

async function eventually(isSo: () => boolean): Promise<void> {
  for (let n = 0; n < 400 && !isSo(); n += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(isSo()).toBe(true);
}

/** As a receiver checks it, by the manual alone. */
function isGenuine({ headers, body }: Heard, secret: string): boolean {
  const parts = String(headers['kelp-signature'])
    .split(',')
    .map((part) => part.split('=') as [string, string]);
  const time = parts.find(([name]) => name === 't')?.[1];
  const right = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  return parts.some(([name, value]) => name === 'v1' && value === right);
}

it('tells of an event once, with the record as its owner sees it, signed', async () => {
  const { id, secret } = await aWebhook('/one');
  const { id: clientId } = await aClient('Acme Dental');
  await settle(test);
  expect(envelopes('/one')).toMatchObject([
    {
      type: 'client.created',
      workspace: { id: tenant, name: 'Northstar' },
      data: { object: { id: clientId, name: 'Acme Dental' }, details: { clientId } },
    },
  ]);
  const [request] = heard as [Heard];
  expect(isGenuine(request, secret)).toBe(true);
  expect(isGenuine({ ...request, body: `${request.body} ` }, secret)).toBe(false);
  expect(request.headers).toMatchObject({ 'kelp-event-type': 'client.created', 'kelp-attempt': '1' });
  const [delivery] = await deliveriesOf(id);
  expect(delivery).toMatchObject({ state: 'delivered', statusCode: 200, eventId: envelopes('/one')[0]?.id });
  const detail = await test.as(owner, getWebhookDelivery, { id: delivery?.id ?? '' });
  expect(detail).toMatchObject({ body: request.body, tried: [{ n: 1, statusCode: 200, answer: 'ok', error: null }] });
});

it('keeps the secret sealed and shows it once', async () => {
  const { id, secret } = await aWebhook('/sealed');
  const stored = await test.rows(
    tenant,
    sql`select e.*, a.after from webhook_endpoints e, audit_log a where a.subject = 'webhook_endpoints'`,
  );
  expect(JSON.stringify(stored)).not.toContain(secret);
  expect(JSON.stringify(await test.as(owner, getWebhook, { id }))).not.toContain('whsec_');
});

it('hears of the chosen events only, or of all that its owner may see', async () => {
  await aWebhook('/chosen', ['ticket.created']);
  await aWebhook('/all', []);
  await aClient('Acme');
  await test.as(owner, createTicket, { title: 'Printer offline' });
  await settle(test);
  expect(envelopes('/chosen').map(({ type }) => type)).toEqual(['ticket.created']);
  expect(new Set(envelopes('/all').map(({ type }) => type))).toEqual(new Set(['client.created', 'ticket.created']));
  await expect(aWebhook('/wrong', ['client.nonsense'])).rejects.toMatchObject({ id: 'invalid' });
});

it('never tells what its owner may not see, and lets nobody choose it', async () => {
  const { id } = await aWebhook('/narrow', []);
  // the owner's role loses the right
  await test.inside(tenant, async (ctx) => {
    await ctx.db.rows(sql`delete from user_roles where tenant_id = ${tenant}`);
    await ctx.db.rows(
      sql`insert into user_roles (tenant_id, user_id, role_id) select ${tenant}, ${owner.actor.id}, id from roles where tenant_id = ${tenant} and name = 'API service'`,
    );
  });
  await aClient('Secret client');
  await settle(test);
  expect(heard).toEqual([]);
  expect(await deliveriesOf(id)).toMatchObject([{ state: 'skipped', error: expect.stringContaining('may not see') }]);
  const narrow = callerWith(tenant, ['webhook.create', 'webhook.update', 'client.read'], { id: owner.actor.id });
  const invoices = { name: 'x', url: 'https://x.test/', events: ['invoice.sent'] };
  await expect(test.as(narrow, createWebhook, invoices)).rejects.toMatchObject({ id: 'invalid' });
});

it('tries again with the same event and the same body, ever later, until it is taken', async () => {
  answers.set('/retry', (n) => (n < 3 ? { status: 500, body: 'not now' } : { status: 204 }));
  const { id, secret } = await aWebhook('/retry');
  await aClient('Acme');
  await settle(test);
  expect(await deliveriesOf(id)).toMatchObject([{ state: 'waiting', statusCode: 500, attempts: 1 }]);
  expect(await test.as(owner, getWebhook, { id })).toMatchObject({ health: 'failing', failures: 1, waiting: 1 });
  await later(61_000);
  await settle(test);
  await later(5 * 60_000 + 1000);
  await settle(test);
  expect(heard.map(({ headers }) => headers['kelp-attempt'])).toEqual(['1', '2', '3']);
  expect(new Set(heard.map(({ body }) => body)).size).toBe(1);
  expect(new Set(heard.map(({ headers }) => headers['kelp-signature'])).size).toBe(3);
  expect(heard.every((one) => isGenuine(one, secret))).toBe(true);
  expect(await test.as(owner, getWebhook, { id })).toMatchObject({ health: 'ok', failures: 0, waiting: 0 });
});

it('writes one delivery however often the event comes', async () => {
  const { id } = await aWebhook('/twice');
  await aClient('Acme');
  await settle(test);
  await test.inside(tenant, (ctx) =>
    ctx.db.rows(
      sql`update deliveries set state = 'pending', next_at = now() where tenant_id = ${tenant} and handler = 'on-event-write-webhook-deliveries'`,
    ),
  );
  await settle(test);
  expect(await deliveriesOf(id)).toHaveLength(1);
  expect(heard).toHaveLength(1);
});

it('sends one or a range again, by the same ids', async () => {
  answers.set('/again', () => ({ status: 410 }));
  const { id } = await aWebhook('/again');
  await aClient('One');
  await settle(test);
  expect(await test.as(owner, getWebhook, { id })).toMatchObject({ isActive: false, pausedBecause: 'gone' });
  await aClient('Two');
  await settle(test);
  const states = async () => (await deliveriesOf(id)).map(({ state }) => state);
  expect(await states()).toEqual(['held', 'failed']);
  const from = new Date(Date.now() + offset - hourMs);
  await expect(test.as(owner, replayWebhook, { id, from, which: 'all' })).rejects.toMatchObject({
    id: 'webhook.paused',
  });
  answers.clear();
  const { version } = await test.as(owner, getWebhook, { id });
  await test.as(owner, updateWebhook, { id, version, isActive: true });
  expect(await test.as(owner, replayWebhook, { id, from, which: 'undelivered' })).toEqual({ queued: 2 });
  await settle(test);
  expect(await states()).toEqual(['delivered', 'delivered']);
  const [first] = await deliveriesOf(id);
  await test.as(owner, replayWebhook, { id, deliveryIds: [first?.id ?? ''], which: 'undelivered' });
  await settle(test);
  const ids = envelopes('/again').map((one) => one.id);
  expect(ids).toHaveLength(4);
  expect(new Set(ids).size).toBe(2);
});

it('is paused after a day of failures, tells the Admins once, and holds what comes', async () => {
  answers.set('/dead', () => ({ status: 503, body: 'down' }));
  const { id } = await aWebhook('/dead');
  for (let n = 0; n < 3; n += 1) await aClient(`Client ${n}`);
  for (const hours of [0, 0.1, 1, 3, 8, 13]) {
    await later(hours * hourMs);
    await settle(test);
  }
  expect(await test.as(owner, getWebhook, { id })).toMatchObject({
    isActive: false,
    pausedBecause: 'failures',
    held: 3,
  });
  const told = await test.inside(tenant, (ctx) => ctx.db.list(notifications, { userId: String(owner.actor.id) }));
  expect(told.filter(({ subtype }) => subtype === 'webhook.paused')).toMatchObject([
    {
      title: 'The webhook “/dead” was paused',
      body: expect.stringContaining('503'),
      link: `/msp/settings/webhooks/${id}`,
    },
  ]);
  const before = envelopes('/dead').length;
  await aClient('Later');
  await later(24 * hourMs);
  await settle(test);
  expect(envelopes('/dead')).toHaveLength(before);
  await test.as(owner, testWebhook, { id });
  await settle(test);
  expect(envelopes('/dead').at(-1)).toMatchObject({ type: 'webhook.test' });
});

it('signs with both secrets for as long as the former one holds', async () => {
  const { id, secret } = await aWebhook('/rotate');
  const { secret: next } = await test.as(owner, rotateWebhookSecret, { id, overlapHours: 2 });
  await aClient('During');
  await settle(test);
  await later(2 * hourMs + 1000);
  await aClient('After');
  await settle(test);
  const mine = heard.filter(({ path }) => path === '/rotate');
  expect(mine.map((one) => [isGenuine(one, secret), isGenuine(one, next)])).toEqual([
    [true, true],
    [false, true],
  ]);
});

it('sends nothing into private networks, follows no redirect, and takes no http or passwords', async () => {
  answers.set('/moved', () => ({ status: 302, headers: { location: `${address}/inside` } }));
  const moved = await aWebhook('/moved');
  await aClient('Acme');
  await settle(test);
  expect(heard.map(({ path }) => path)).toEqual(['/moved']);
  expect(await deliveriesOf(moved.id)).toMatchObject([
    { statusCode: 302, error: expect.stringContaining('leads elsewhere') },
  ]);
  useMailHostRules(() => Promise.resolve({ allowLocal: false, allowPrivate: false }));
  heard = [];
  const urls = [
    'https://10.0.0.7/',
    'https://169.254.169.254/',
    'https://[::ffff:7f00:1]/',
    'https://2130706433/',
    `${address}/local`,
  ];
  for (const url of urls) {
    const { id } = await test.as(owner, createWebhook, { name: url, url, events: [] });
    await test.as(owner, testWebhook, { id });
    await settle(test);
    expect([url, await deliveriesOf(id)]).toMatchObject([
      url,
      [{ statusCode: null, error: expect.stringContaining('cannot be reached from here') }],
    ]);
  }
  expect(heard).toEqual([]);
  for (const url of ['http://example.test/', 'https://user:word@example.test/', 'ftp://example.test/'])
    await expect(test.as(owner, createWebhook, { name: 'x', url, events: [] })).rejects.toMatchObject({
      id: 'invalid',
    });
});

it('cuts long answers off and keeps their beginning', async () => {
  answers.set('/long', () => ({ status: 200, body: 'x'.repeat(5_000_000) }));
  const { id } = await aWebhook('/long');
  await aClient('Acme');
  await settle(test);
  const [delivery] = await deliveriesOf(id);
  expect(delivery).toMatchObject({ state: 'delivered' });
  const { tried } = await test.as(owner, getWebhookDelivery, { id: delivery?.id ?? '' });
  expect(tried[0]?.answer).toHaveLength(2000);
});

it('lets no webhook that does not answer hold others up', async () => {
  answers.set('/slow', () => 'silence');
  const slow = await aWebhook('/slow');
  await aWebhook('/quick');
  for (let n = 0; n < 6; n += 1) await aClient(`Client ${n}`);
  const work = await startWork(test.engines);
  const schedule = await startSchedule(test.engines);
  try {
    await eventually(() => envelopes('/quick').length === 6);
    // its first requests still hang, and no more than a few at once
    expect(heard.filter(({ path }) => path === '/slow').length).toBeLessThanOrEqual(4);
    expect((await deliveriesOf(slow.id)).every(({ state }) => state === 'waiting')).toBe(true);
  } finally {
    sink.closeAllConnections();
    await schedule.stop();
    await work.stop();
  }
}, 60_000);

it('deletes what is older than thirty days', async () => {
  const { id } = await aWebhook('/old');
  await aClient('Acme');
  await settle(test);
  await later(31 * 24 * hourMs);
  await test.inside(tenant, (ctx) => ctx.enqueue(forgetOldDeliveries, { at: 'now' }));
  await settle(test);
  expect(await deliveriesOf(id)).toEqual([]);
});
