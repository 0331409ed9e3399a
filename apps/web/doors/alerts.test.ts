import { createHmac } from 'node:crypto';
import request from 'supertest';
import { createClient } from '@kelp/clients';
import { users } from '@kelp/identity';
import type { Caller } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { callerWith } from '@kelp/testing';
import {
  createInboundWebhook,
  getInboundWebhook,
  listInboundRequests,
  replayInboundRequest,
  rotateInboundAddress,
  updateInboundWebhook,
} from '@kelp/webhooks';
import { aWorkspace, openWebTest, type WebTest } from '../testing/web';

let web: WebTest;
let tenant: string;
let olive: Caller;

beforeAll(async () => {
  web = await openWebTest({ KELP_SKIP_RATE_LIMITS: true });
});
afterAll(() => web.close());
beforeEach(async () => {
  const made = await aWorkspace(web, `Alerts ${Math.random().toString(36).slice(2)}`);
  tenant = made.tenant;
  const [person] = await web.test.inside(tenant, (ctx) => ctx.db.list(users, { email: made.owner }));
  olive = callerWith(tenant, 'all', { id: person?.id ?? null });
});

const mapping = {
  title: '{host.name} is {state}',
  description: '{text}',
  alertKey: '{host.name}/{check}',
  state: '{state}',
  recovered: ['UP', 'ok'],
  client: '{customer}',
  priority: '{severity}',
  priorities: [],
};
const down = { host: { name: 'srv-1' }, check: 'ping', state: 'down', text: 'No answer.', customer: 'acme dental' };

async function anAddress(more: object = {}) {
  const made = await web.test.as(olive, createInboundWebhook, {
    name: 'Monitoring',
    mapping,
    signature: null,
    ...more,
  });
  await web.test.as(olive, updateInboundWebhook, { id: made.id, version: 1, isCapturing: false });
  return made;
}
const send = (address: string, body: unknown, headers: Record<string, string> = {}) =>
  request(web.app)
    .post(address)
    .set({ 'content-type': 'application/json', ...headers })
    .send(typeof body === 'string' ? body : JSON.stringify(body));
const tickets = () =>
  web.test.rows<{ title: string; isClosed: boolean; clientName: string | null; comments: number; createdBy: string }>(
    tenant,
    sql`select t.title, s.is_closed, c.name as client_name,
          (select count(*)::int from comments k where k.tenant_id = t.tenant_id and k.ticket_id = t.id) as comments
        from tickets t join statuses s on s.tenant_id = t.tenant_id and s.id = t.status_id
        left join clients c on c.tenant_id = t.tenant_id and c.id = t.client_id where t.tenant_id = ${tenant} order by t.number`,
  );
const requestsOf = async (inboundWebhookId: string) =>
  (await web.test.as(olive, listInboundRequests, { inboundWebhookId, limit: 50 })).rows;

it('opens one ticket, writes further alerts into it, closes it on recovery, and opens anew after that', async () => {
  await web.test.as(olive, createClient, { name: 'Acme Dental', domains: [] });
  const { id, address } = await anAddress();
  expect((await send(address, down).expect(200)).body).toMatchObject({ outcome: 'opened' });
  expect((await send(address, down).expect(200)).body).toMatchObject({ outcome: 'updated' });
  expect((await requestsOf(id))[0]?.ticket?.number).toMatch(/^T-\d{4}$/);
  expect(await tickets()).toMatchObject([{ title: 'srv-1 is down', isClosed: false, clientName: 'Acme Dental' }]);
  expect((await send(address, { ...down, state: 'up' }).expect(200)).body).toMatchObject({ outcome: 'closed' });
  expect(await tickets()).toMatchObject([{ isClosed: true }]);
  expect((await send(address, { ...down, state: 'ok' }).expect(200)).body).toMatchObject({ outcome: 'ignored' });
  await send(address, { ...down, check: 'disk' }).expect(200);
  await send(address, down).expect(200);
  expect((await tickets()).map(({ isClosed }) => isClosed)).toEqual([true, false, false]);
  const requests = await requestsOf(id);
  expect(requests[0]?.ticket).toMatchObject({ number: expect.stringMatching(/^T-\d+$/) });
  const outcomes = requests.map(({ outcome }) => outcome).reverse();
  expect(outcomes).toEqual(['opened', 'updated', 'closed', 'ignored', 'opened', 'opened']);
});

it('opens one ticket when the same alert comes many times at once', async () => {
  const { address } = await anAddress();
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(address, down)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
  expect(answers.filter(({ body }) => body.outcome === 'opened')).toHaveLength(1);
  expect(new Set(answers.map(({ body }) => body.ticketId)).size).toBe(1);
  expect(await tickets()).toHaveLength(1);
});

it('keeps the first request as the sample and makes no ticket of it', async () => {
  const { id, address } = await web.test.as(olive, createInboundWebhook, { name: 'New', mapping, signature: null });
  expect((await send(address, down).expect(200)).body).toMatchObject({ outcome: 'captured' });
  expect(await web.test.as(olive, getInboundWebhook, { id })).toMatchObject({
    isCapturing: false,
    sample: JSON.stringify(down),
  });
  expect(await tickets()).toEqual([]);
});

it('keeps a sample with signs that no database keeps', async () => {
  const { id, address } = await web.test.as(olive, createInboundWebhook, { name: 'Odd', mapping, signature: null });
  expect((await send(address, '{"title":"a\u0000b"}').expect(200)).body).toMatchObject({ outcome: 'captured' });
  expect((await web.test.as(olive, getInboundWebhook, { id })).sample).toBe('{"title":"ab"}');
});

it('keeps what is wrong with its reason, and takes it again when the mapping is right', async () => {
  const { id, address } = await anAddress();
  expect((await send(address, '{"half":').expect(422)).body.error.message).toContain('no JSON');
  expect((await send(address, { ...down, host: {}, check: '' }).expect(200)).body.outcome).toBe('opened');
  await web.test.as(olive, updateInboundWebhook, { id, version: 2, mapping: { ...mapping, alertKey: '{uid}' } });
  expect((await send(address, down).expect(422)).body.error.message).toContain('key');
  const refused = (await requestsOf(id)).filter(({ outcome }) => outcome === 'refused');
  expect(refused).toHaveLength(2);
  expect(refused.every(({ reason }) => Boolean(reason))).toBe(true);
  const wrong = refused[0]?.id ?? '';
  await expect(web.test.as(olive, replayInboundRequest, { id: wrong })).rejects.toMatchObject({
    id: 'inbound.unreadable',
  });
  await web.test.as(olive, updateInboundWebhook, { id, version: 3, mapping });
  expect(await web.test.as(olive, replayInboundRequest, { id: wrong })).toMatchObject({ outcome: 'opened' });
});

it('demands the signature where one is asked for', async () => {
  const secret = 'a-secret-of-mine';
  const { id, address } = await anAddress({ signature: { header: 'X-Hub-Signature-256', secret } });
  const body = JSON.stringify(down);
  const right = createHmac('sha256', secret).update(body).digest('hex');
  expect((await send(address, body).expect(422)).body.error.message).toContain('X-Hub-Signature-256');
  await send(address, body, { 'x-hub-signature-256': `sha256=${right.replace(/^./, 'g')}` }).expect(422);
  await send(address, `${body} `, { 'x-hub-signature-256': `sha256=${right}` }).expect(422);
  await send(address, body, { 'x-hub-signature-256': `sha256=${right}` }).expect(200);
  expect(JSON.stringify(await web.test.as(olive, getInboundWebhook, { id }))).not.toContain(secret);
});

it('knows an address no more once it was replaced and its hours are over', async () => {
  const { id, address } = await anAddress();
  const { address: next } = await web.test.as(olive, rotateInboundAddress, { id, overlapHours: 1 });
  await send(address, down).expect(200);
  await send(next, down).expect(200);
  await web.test.as(olive, rotateInboundAddress, { id, overlapHours: 0 });
  await send(next, down).expect(404);
  await send(address, down).expect(404);
  await send(`/api/alerts/${tenant}/nonsense`, down).expect(404);
  await send('/api/alerts/no-workspace/nonsense', down).expect(404);
});

it('takes no long bodies, and no more than its rate', async () => {
  const { address } = await anAddress();
  await send(address, { text: 'x'.repeat(300_000) }).expect(413);
  const limited = await openWebTest({ KELP_SKIP_RATE_LIMITS: false });
  try {
    const answers = await Promise.all(
      Array.from({ length: 130 }, () => request(limited.app).post('/api/alerts/x/y').send('{}')),
    );
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
    expect(answers.find(({ status }) => status === 429)?.get('retry-after')).toBeDefined();
  } finally {
    await limited.close();
  }
});

it('acts with the rights of its owner and no others', async () => {
  const { id, address } = await anAddress();
  await web.test.inside(tenant, (ctx) => ctx.db.rows(sql`delete from user_roles where tenant_id = ${tenant}`));
  await send(address, down).expect(422);
  expect(await requestsOf(id)).toMatchObject([
    { outcome: 'refused', reason: expect.stringContaining('ticket.create') },
  ]);
});
