import { readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createClient, type Client } from '@kelp/api-client';
import { typeOf, writeTypes } from '@kelp/api-client/write-types';
import { createApiKey, users } from '@kelp/identity';
import { buildRegistry } from '@kelp/kernel';
import { productModules } from '@kelp/product';
import { callerWith } from '@kelp/testing';
import { aWorkspace, openWebTest, type WebTest } from '../../testing/web';
import { openApiOf } from './openapi';

const file = join(__dirname, '../../../../libs/api-client/operations.d.ts');

it('has the types of the API as it is: after a change run this with KELP_WRITE_CLIENT=1', () => {
  const document = openApiOf(buildRegistry(productModules), 'https://kelp.example', '0');
  const text = writeTypes(JSON.parse(JSON.stringify(document)) as Parameters<typeof writeTypes>[0]);
  if (process.env['KELP_WRITE_CLIENT']) writeFileSync(file, text);
  expect(readFileSync(file, 'utf8') === text).toBe(true);
});

it.each([
  [{ type: 'string' }, 'string'],
  [{ type: ['integer', 'null'] }, '(number | null)'],
  [{ enum: ['a', 'b'] }, '"a" | "b"'],
  [{ anyOf: [{ $ref: '#/components/schemas/A.b' }, { type: 'null' }] }, '(Schemas["A.b"] | null)'],
  [{ type: 'array', items: { type: 'boolean' } }, 'Array<boolean>'],
  [{ type: 'object', properties: { a: { const: 1 }, b: {} }, required: ['a'] }, '{ "a": 1; "b"?: unknown }'],
  [{ type: 'object', additionalProperties: { type: 'string' } }, 'Record<string, string>'],
])('writes %j as %s', (schema, type) => {
  expect(typeOf(schema)).toBe(type);
});

describe('the client', () => {
  let web: WebTest;
  let server: Server;
  let kelp: Client;
  beforeAll(async () => {
    web = await openWebTest({ KELP_SKIP_RATE_LIMITS: true });
    const { tenant, owner } = await aWorkspace(web, 'Client');
    const [olive] = await web.test.inside(tenant, (ctx) => ctx.db.list(users, { email: owner }));
    const me = callerWith(tenant, 'all', { id: olive?.id ?? null });
    const { key } = await web.test.as(me, createApiKey, { name: 'Typed' });
    server = web.app.listen(0);
    kelp = createClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key });
  });
  afterAll(async () => {
    server.close();
    await web.close();
  });

  it('makes once by key, reads with types, and changes by ETag', async () => {
    const make = () => kelp.request('POST /tickets', { body: { title: 'By the client' }, idempotencyKey: 'one' });
    const { data: made } = await make();
    expect((await make()).data.id).toBe(made.id);
    const { data: ticket } = await kelp.request('GET /tickets/{id}', { id: made.id });
    expect(ticket.title).toBe('By the client');
    await kelp.request('PATCH /tickets/{id}', {
      id: made.id,
      body: { title: 'Renamed' },
      ifMatch: `"${ticket.version}"`,
    });
    const late = kelp.request('PATCH /tickets/{id}', { id: made.id, body: { title: 'Late' }, ifMatch: '"1"' });
    await expect(late).rejects.toMatchObject({ name: 'KelpProblem', status: 412, code: 'stale' });
  });

  it('walks the pages of a list', async () => {
    for (let n = 0; n < 5; n += 1) await kelp.request('POST /tickets', { body: { title: `Walk ${n}` } });
    const titles: string[] = [];
    for await (const ticket of kelp.rows('GET /tickets', { query: { limit: 2, search: 'Walk' } }))
      titles.push(ticket.title);
    expect(titles.sort()).toEqual(['Walk 0', 'Walk 1', 'Walk 2', 'Walk 3', 'Walk 4']);
  });

  it('says what is wrong with which field', async () => {
    const wrong = kelp.request('POST /tickets', { body: { title: '' } });
    await expect(wrong).rejects.toMatchObject({ status: 422, errors: [{ field: 'title' }] });
  });
});
