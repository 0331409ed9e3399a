import request from 'supertest';
import { createApiKey, users } from '@kelp/identity';
import { buildRegistry } from '@kelp/kernel';
import { productModules } from '@kelp/product';
import { callerWith } from '@kelp/testing';
import { aWorkspace, openWebTest, type WebTest } from '../../testing/web';
import { operationsOf } from './operations';

const registry = buildRegistry(productModules);
const operations = operationsOf(registry);
const scopesOf = (name: string) => registry.scopesOf.get(name) ?? [];

let web: WebTest;
let tenant: string;
let owner: string;
beforeAll(async () => {
  web = await openWebTest({ KELP_SKIP_RATE_LIMITS: true });
  ({ tenant, owner } = await aWorkspace(web, 'Scopes'));
});
afterAll(() => web.close());

async function aKey(more: { scopes?: string[]; networks?: string[] }) {
  const [olive] = await web.test.inside(tenant, (ctx) => ctx.db.list(users, { email: owner }));
  const me = callerWith(tenant, 'all', { id: olive?.id ?? null });
  const made = await web.test.as(me, createApiKey, { name: 'Narrow', ...more });
  return { authorization: `Bearer ${made.key}` };
}
const someId = '01900000-0000-7000-8000-00000000abcd';

it('gives every address a scope of its own resource', () => {
  for (const { resource, piece } of operations)
    expect(scopesOf(piece.contract.name)).toContain(`${resource}:${piece.kind === 'query' ? 'read' : 'write'}`);
});

it('refuses a key without the scope at every address, and says which it takes', async () => {
  const key = await aKey({ scopes: ['search:read'] });
  const closed = operations.filter(({ piece }) => !scopesOf(piece.contract.name).includes('search:read'));
  expect(closed.length).toBeGreaterThan(300);
  for (const { method, path, piece } of closed) {
    const address = `/api/v1${path.replace('{id}', someId)}`;
    const answer = await request(web.app)
      [method](address)
      .set(key)
      .send(method === 'get' ? undefined : {});
    expect([address, answer.status, answer.body.code]).toEqual([address, 403, 'scope_missing']);
    expect(answer.body.detail).toContain(scopesOf(piece.contract.name)[0]);
  }
}, 120_000);

it('reads with the scope for reading and does not write; writes with the one for writing', async () => {
  const reader = await aKey({ scopes: ['tickets:read'] });
  const writer = await aKey({ scopes: ['tickets:write'] });
  const post = (key: Record<string, string>) =>
    request(web.app).post('/api/v1/tickets').set(key).send({ title: 'By a key' });
  await request(web.app).get('/api/v1/tickets').set(reader).expect(200);
  expect((await post(reader).expect(403)).body.detail).toContain('tickets:write');
  await post(writer).expect(201);
  await request(web.app).get('/api/v1/tickets').set(writer).expect(403);
});

it('opens a key from its networks only', async () => {
  await request(web.app)
    .get('/api/v1/tickets')
    .set(await aKey({ networks: ['127.0.0.0/8'] }))
    .expect(200);
  const answer = await request(web.app)
    .get('/api/v1/tickets')
    .set(await aKey({ networks: ['203.0.113.0/24'] }));
  expect([answer.status, answer.body.code]).toEqual([403, 'api_key.network']);
});

it('takes only scopes and networks that there are', async () => {
  await expect(aKey({ scopes: ['tickets:shred'] })).rejects.toMatchObject({ id: 'invalid' });
  await expect(aKey({ networks: ['example.test'] })).rejects.toMatchObject({ id: 'invalid' });
});

it('lets no narrow key make a webhook that would hear more than the key may read', async () => {
  const key = await aKey({ scopes: ['webhooks:write'] });
  const answer = await request(web.app).post('/api/v1/webhooks').set(key).send({ name: 'x', url: 'https://x.test/' });
  expect([answer.status, answer.body.code]).toEqual([403, 'scope_too_narrow']);
});
