import request from 'supertest';
import { createApiKey, revokeApiKey } from '@kelp/identity';
import { users } from '@kelp/identity';
import { callerWith } from '@kelp/testing';
import { aWorkspace, cookieFor, openWebTest, type WebTest } from '../testing/web';

let web: WebTest;
let key: string;
let keyId: string;
let tenant: string;
let owner: string;

beforeAll(async () => {
  web = await openWebTest({ KELP_SKIP_RATE_LIMITS: true });
  ({ tenant, owner } = await aWorkspace(web, 'Northstar'));
  ({ key, id: keyId } = await aKey());
});
afterAll(() => web.close());

async function aKey() {
  const [olive] = await web.test.inside(tenant, (ctx) => ctx.db.list(users, { email: owner }));
  return web.test.as(callerWith(tenant, 'all', { id: olive?.id ?? null }), createApiKey, { name: 'Integration' });
}
const bearer = (token = key) => ({ authorization: `Bearer ${token}` });
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  request(web.app)
    .post(`/api/v1${path}`)
    .set({ ...bearer(), ...headers })
    .send(body as object);
const get = (path: string) => request(web.app).get(`/api/v1${path}`).set(bearer());

it('creates, reads, changes and lists by resource, and acts by verb', async () => {
  const created = await post('/tickets', { title: 'By API' }).expect(201);
  const { id } = created.body.data;
  expect((await get(`/tickets/${id}`).expect(200)).body.data).toMatchObject({ title: 'By API', origin: 'api' });
  await request(web.app).patch(`/api/v1/tickets/${id}`).set(bearer()).send({ title: 'Renamed' }).expect(200);
  await post(`/tickets/${id}/comments`, { visibility: 'internal', text: 'A note' }).expect(200);
  expect((await get(`/tickets/${id}`)).body.data).toMatchObject({ title: 'Renamed', comments: [{ text: 'A note' }] });
});

it('pages with a cursor and refuses parameters that it does not know', async () => {
  for (let n = 0; n < 3; n += 1) await post('/tickets', { title: `Page ${n}` }).expect(201);
  const first = await get('/tickets?limit=2&search=Page').expect(200);
  expect(first.body.data).toHaveLength(2);
  const second = await get(
    `/tickets?limit=2&search=Page&cursor=${encodeURIComponent(first.body.meta.next_cursor)}`,
  ).expect(200);
  expect(second.body.data).toHaveLength(1);
  expect(second.body.meta.next_cursor).toBeNull();
  expect((await get('/tickets?colour=red').expect(400)).body.error.message).toContain('colour');
  expect((await get('/tickets?limit=5000').expect(422)).body.error.fields).toHaveProperty('limit');
  expect((await get('/tickets?cursor=nonsense').expect(422)).body.error.id).toBe('invalid');
});

it('does a POST with the same idempotency key once, even at the same time', async () => {
  const headers = { 'idempotency-key': 'order-77' };
  const answers = await Promise.all([1, 2, 3].map(() => post('/tickets', { title: 'Once' }, headers)));
  expect(new Set(answers.map((answer) => answer.body.data.id)).size).toBe(1);
  expect((await post('/tickets', { title: 'Other' }, headers)).body.error.id).toBe('idempotency_key_reused');
});

it('opens to keys only: not to a cookie, a wrong key or a revoked one', async () => {
  await request(web.app).get('/api/v1/tickets').expect(401);
  await request(web.app)
    .get('/api/v1/tickets')
    .set({ cookie: await cookieFor(web, owner) })
    .expect(401);
  await request(web.app)
    .get('/api/v1/tickets')
    .set(bearer(`${key}x`))
    .expect(401);
  const other = await aKey();
  await request(web.app).get('/api/v1/tickets').set(bearer(other.key)).expect(200);
  await web.test.as(callerWith(tenant, 'all'), revokeApiKey, { id: other.id });
  await request(web.app).get('/api/v1/tickets').set(bearer(other.key)).expect(401);
  expect(keyId).not.toBe(other.id);
});

it('answers other bodies than JSON objects, unknown ids and unknown addresses with a sentence', async () => {
  expect(
    (
      await request(web.app)
        .post('/api/v1/tickets')
        .set({ ...bearer(), 'content-type': 'text/plain' })
        .send('x')
    ).status,
  ).toBe(415);
  expect((await post('/tickets', [1])).body.error.id).toBe('bad_json');
  expect((await get('/tickets/not-an-id')).status).toBe(422);
  expect((await get('/tickets/01900000-0000-7000-8000-00000000abcd')).status).toBe(404);
  expect((await get('/nothing')).body.error.message).toContain('/nothing');
});
