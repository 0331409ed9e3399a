import request from 'supertest';
import { createApiKey, revokeApiKey } from '@kelp/identity';
import { users } from '@kelp/identity';
import { callerWith } from '@kelp/testing';
import { aWorkspace, cookieFor, openWebTest, type WebTest } from '../../testing/web';

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
  expect((await get('/tickets?colour=red').expect(400)).body.detail).toContain('colour');
  expect((await get('/tickets?limit=5000').expect(422)).body.errors).toMatchObject([{ field: 'limit' }]);
  expect((await get('/tickets?cursor=nonsense').expect(422)).body.code).toBe('invalid');
});

it('does a POST with the same idempotency key once, even at the same time', async () => {
  const headers = { 'idempotency-key': 'order-77' };
  const answers = await Promise.all([1, 2, 3].map(() => post('/tickets', { title: 'Once' }, headers)));
  expect(new Set(answers.map((answer) => answer.body.data.id)).size).toBe(1);
  expect((await post('/tickets', { title: 'Other' }, headers)).body.code).toBe('idempotency_key_reused');
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
  expect((await post('/tickets', [1])).body.code).toBe('bad_json');
  expect((await get('/tickets/not-an-id')).status).toBe(422);
  expect((await get('/tickets/01900000-0000-7000-8000-00000000abcd')).status).toBe(404);
  expect((await get('/nothing')).body.detail).toContain('/nothing');
});

it('tells a record’s version as ETag, and refuses a change of what somebody else changed meanwhile', async () => {
  const made = await post('/clients', { name: 'Etag Ltd' }).expect(201);
  const { id } = made.body.data;
  expect(made.get('location')).toBe(`/api/v1/clients/${id}`);
  const read = await get(`/clients/${id}`).expect(200);
  const etag = read.get('etag') ?? '';
  expect(etag).toBe(`"${read.body.data.version}"`);
  await get(`/clients/${id}`).set('if-none-match', etag).expect(304);
  const patch = (ifMatch: string, name: string) =>
    request(web.app)
      .patch(`/api/v1/clients/${id}`)
      .set({ ...bearer(), 'if-match': ifMatch })
      .send({ name });
  await patch(etag, 'Etag plc').expect(200);
  const late = await patch(etag, 'Etag AG').expect(412);
  expect(late.get('content-type')).toContain('application/problem+json');
  expect(late.body).toMatchObject({ code: 'stale', status: 412, data: { fields: ['name'] } });
  expect((await patch('W/"1"', 'Etag AG')).status).toBe(422);
  expect((await get(`/clients/${id}`)).body.data.name).toBe('Etag plc');
});

it('refuses fields that it does not know when something is written', async () => {
  const refused = await post('/tickets', { title: 'Typo', prioritty: 'high' }).expect(422);
  expect(refused.body.errors).toMatchObject([{ field: 'prioritty' }]);
  expect(refused.body.detail).toContain('priorityId');
  expect((await get('/tickets?search=Typo').expect(200)).body.data).toEqual([]);
});

it('removes by DELETE, with the version in If-Match, and with a body or none', async () => {
  const { body } = await post('/tags', { name: 'api', entities: ['ticket'] }).expect(201);
  await request(web.app).delete(`/api/v1/tags/${body.data.id}`).set(bearer()).expect(200);
  await request(web.app).delete(`/api/v1/tags/${body.data.id}`).set(bearer()).expect(404);
});

it('answers the fields that were asked for, filters in brackets, and long filters by a body', async () => {
  await post('/tickets', { title: 'Narrow answer' }).expect(201);
  const some = await get('/tickets?fields=title&filter[q]=Narrow').expect(200);
  expect(some.body.data).toEqual([{ id: expect.any(String), title: 'Narrow answer' }]);
  const byBody = await post('/tickets/search', { search: 'Narrow', limit: 1 }).expect(200);
  expect(byBody.body.data).toHaveLength(1);
  expect((await get('/tickets?fields=<b>')).status).toBe(400);
});

it('gives files and tables as such', async () => {
  const csv = await get('/tickets/export?filter[state]=all').expect(200);
  expect(csv.get('content-type')).toContain('text/csv');
  expect(csv.text).toContain('Renamed');
  const stored = await request(web.app)
    .post('/api/v1/uploads?filename=log.txt')
    .set({ ...bearer(), 'content-type': 'application/octet-stream' })
    .send(Buffer.from('a line'))
    .expect(201);
  const { body } = await post('/tickets', { title: 'With a file' });
  const uploads = [stored.body.data.id];
  await post(`/tickets/${body.data.id}/comments`, { visibility: 'internal', text: 'See', uploads }).expect(200);
  const { comments } = (await get(`/tickets/${body.data.id}`)).body.data;
  const file = await get(`/attachments/${comments.at(-1).attachments[0].id}`).expect(200);
  expect(file.get('content-disposition')).toContain('log.txt');
});

it('says how much of its limit is left, and refuses more with the time to wait', async () => {
  const limited = await openWebTest({ KELP_SKIP_RATE_LIMITS: false });
  try {
    const { tenant: other, owner: boss } = await aWorkspace(limited, 'Limits');
    const [person] = await limited.test.inside(other, (ctx) => ctx.db.list(users, { email: boss }));
    const caller = callerWith(other, 'all', { id: person?.id ?? null });
    const { key: own } = await limited.test.as(caller, createApiKey, { name: 'Busy' });
    const ask = () => request(limited.app).post('/api/v1/tickets').set(bearer(own)).send([]);
    expect((await ask()).get('ratelimit')).toMatch(/r=\d+/);
    // as if all but one of a minute's had been sent already
    const { redis, config } = limited.test.engines;
    const [counter = ''] = await redis.keys(`{${config.REDIS_PREFIX}:rate}:api-write:*`);
    await redis.incrby(counter, 298);
    expect((await ask()).get('ratelimit')).toMatch(/r=0/);
    const refused = await ask();
    expect(refused.body).toMatchObject({ code: 'too_many', status: 429 });
    expect(Number(refused.get('retry-after'))).toBeGreaterThan(0);
  } finally {
    await limited.close();
  }
});
