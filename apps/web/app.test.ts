import request from 'supertest';
import { createClient, createContact } from '@kelp/clients';
import { signOut } from '@kelp/identity';
import { sessionTokenFromCookies } from '@kelp/identity/next-auth';
import { callerWith } from '@kelp/testing';
import { aMember, aPortalUser, aWorkspace, cookieFor, openWebTest, type WebTest } from './testing/web';

let web: WebTest;
let owner: string;
let tenant: string;
let cookie: string;

beforeAll(async () => {
  web = await openWebTest({ KELP_SKIP_RATE_LIMITS: true });
  ({ owner, tenant } = await aWorkspace(web, 'Northstar'));
  await aMember(web, tenant, 'tess@northstar.test', 'Technician');
  cookie = await cookieFor(web, owner);
});
afterAll(() => web.close());

const call = (name: string, body: unknown, headers: Record<string, string> = {}) =>
  request(web.app)
    .post(`/api/call/${name}`)
    .set({ cookie, origin: web.origin, 'content-type': 'application/json', ...headers })
    .send(typeof body === 'string' ? body : JSON.stringify(body));

describe('the screens’ door', () => {
  it('runs an action for the person of the cookie and answers JSON that no cache may keep', async () => {
    const answer = await call('ticket.create', { title: 'Printer offline' }).expect(200);
    expect(answer.body.data.number).toBe('T-0001');
    expect(answer.headers['cache-control']).toBe('no-store');
    const list = await call('ticket.list', {}).expect(200);
    expect(list.body.data.rows[0]).toMatchObject({ title: 'Printer offline' });
  });

  it('refuses without a session, with a forged cookie, and after sign-out', async () => {
    for (const forged of ['', 'kelp.session=x.y.z', cookie.slice(0, -6)]) {
      const answer = await call('ticket.list', {}, { cookie: forged });
      expect([answer.status, answer.body.error.id]).toEqual([401, 'unauthenticated']);
    }
    const leaving = await cookieFor(web, owner);
    await call('ticket.list', {}, { cookie: leaving }).expect(200);
    const token = await sessionTokenFromCookies(leaving, { secret: web.web.config.KELP_SECRET, publicUrl: web.origin });
    await signOut(web.test.house, token ?? '');
    await call('ticket.list', {}, { cookie: leaving }).expect(401);
  });

  it('does a request with the same key once', async () => {
    const headers = { 'idempotency-key': 'k-1' };
    const [a, b] = await Promise.all([
      call('ticket.create', { title: 'Once' }, headers),
      call('ticket.create', { title: 'Once' }, headers),
    ]);
    expect(a.body.data.id).toBe(b.body.data.id);
  });

  it('answers an unknown name, a wrong body and a file query with a sentence each', async () => {
    expect((await call('nothing.here', {})).body.error).toMatchObject({ id: 'not_found' });
    expect((await call('ticket.create', { title: '' })).body.error).toMatchObject({
      id: 'invalid',
      fields: { title: expect.any(String) },
    });
    expect((await call('ticket.create', '{"title":')).body.error).toMatchObject({ id: 'bad_json' });
    expect((await call('ticket.attachment', { id: tenant })).body.error).toMatchObject({ id: 'is_file' });
  });
});

describe('requests that another site could send', () => {
  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['the origin "null"', { origin: 'null' }],
    ['a look-alike origin', { origin: 'http://localhost:3000.evil.example' }],
    ['another port', { origin: 'http://localhost:3001' }],
  ])('are refused with %s', async (_what, headers) => {
    const answer = await call('ticket.create', { title: 'x' }, headers);
    expect([answer.status, answer.body.error.id]).toEqual([403, 'cross_origin']);
  });

  it('are refused without an origin unless the browser says that they are ours', async () => {
    const send = (headers: Record<string, string>) =>
      request(web.app)
        .post('/api/call/ticket.list')
        .set({ cookie, 'content-type': 'application/json', ...headers })
        .send('{}');
    expect((await send({})).status).toBe(403);
    expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await send({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'are refused as %s',
    async (type) => {
      const answer = await call('ticket.create', '{"title":"x"}', { 'content-type': type });
      expect([answer.status, answer.body.error.id]).toEqual([415, 'content_type']);
    },
  );
});

describe('hostile input', () => {
  it('refuses bodies over the limit and lets the next request through', async () => {
    const answer = await call('ticket.create', { title: 'x', description: 'y'.repeat(1_200_000) });
    expect([answer.status, answer.body.error.id]).toEqual([413, 'too_large']);
    await call('ticket.list', {}).expect(200);
  });

  it.each([
    `'; drop table tickets; --`,
    `" or 1=1`,
    '<script>alert(1)</script>',
    '{{constructor.constructor("x")()}}',
    '%_\\',
    '\u202Egnp.exe',
  ])('keeps %j as plain text in every field that takes it', async (text) => {
    const { body } = await call('ticket.create', { title: text, description: text }).expect(200);
    const ticket = await call('ticket.get', { id: body.data.id }).expect(200);
    expect(ticket.body.data.title).toBe(text);
    expect(ticket.body.data.comments[0].text).toBe(text);
    expect(ticket.body.data.comments[0].html).not.toMatch(/<script/i);
    const found = await call('ticket.list', { search: text }).expect(200);
    expect(found.body.data.rows.map((row: { id: string }) => row.id)).toContain(body.data.id);
  });

  it('refuses what the database cannot store', async () => {
    expect((await call('ticket.create', { title: 'a\u0000b' })).status).toBe(422);
    expect((await call('ticket.comment', { ticketId: tenant, visibility: 'public', text: 'a\u0000b' })).status).toBe(
      422,
    );
  });

  it('ignores headers by which a client claims a tenant, and a nonce', async () => {
    const other = await aWorkspace(web, 'Southstar');
    const answer = await call(
      'tenant.get',
      {},
      { 'x-tenant-id': other.tenant, 'x-tenant': other.tenant, 'x-nonce': 'evil' },
    );
    expect(answer.body.data.name).toBe('Northstar');
    expect(answer.headers['content-security-policy']).not.toContain('evil');
  });
});

describe('headers', () => {
  it('allow scripts by a fresh nonce only, no frames, no guessing of types', async () => {
    const policies = await Promise.all(
      [1, 2].map(async () => (await request(web.app).get('/')).headers['content-security-policy'] ?? ''),
    );
    const [first = '', second = ''] = policies;
    expect(first).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{20,}' 'strict-dynamic';/);
    expect(/script-src[^;]*/.exec(first)?.[0]).not.toContain('unsafe');
    expect(first).toContain("frame-ancestors 'none'");
    expect(first).not.toBe(second);
    const { headers } = await request(web.app).get('/');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
  });
});

describe('probes', () => {
  it('say alive, ready with every check by name, and keep metrics behind a token', async () => {
    expect((await request(web.app).get('/healthz').expect(200)).body).toMatchObject({ status: 'ok', version: 'test' });
    const ready = await request(web.app).get('/readyz').expect(200);
    expect(ready.body.checks).toEqual({ database: 'ok', migrations: 'ok', redis: 'ok', storage: 'ok' });
    await request(web.app).get('/metrics').expect(401);
    const metrics = await request(web.app).get('/metrics').set('authorization', 'Bearer metrics-token').expect(200);
    expect(metrics.text).toContain('kelp_http_seconds');
  });
});

describe('files', () => {
  it('are taken with a name and a type told by their content, and given back only to who may see the ticket', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const sent = await request(web.app)
      .post('/api/uploads?filename=..%2F..%2Fetc%2Fpass.exe')
      .set({ cookie, origin: web.origin, 'content-type': 'application/octet-stream' })
      .send(png)
      .expect(201);
    expect(sent.body.data).toMatchObject({ contentType: 'image/png', size: 16 });
    expect(sent.body.data.filename).not.toContain('/');
    const ticket = await call('ticket.create', { title: 'With a picture' });
    await call('ticket.comment', {
      ticketId: ticket.body.data.id,
      visibility: 'public',
      text: 'See the picture',
      uploads: [sent.body.data.id],
    }).expect(200);
    const read = await call('ticket.get', { id: ticket.body.data.id });
    const [attachment] = read.body.data.comments[0].attachments;
    const path = `/api/files/ticket.attachment/${attachment.id}`;
    const got = await request(web.app).get(path).set({ cookie }).expect(200);
    expect(got.headers['content-disposition']).toMatch(/^attachment/);
    expect(got.body.equals(png)).toBe(true);
    await request(web.app).get(path).expect(401);
    const other = await aWorkspace(web, 'Weststar');
    await request(web.app)
      .get(path)
      .set({ cookie: await cookieFor(web, other.owner) })
      .expect(404);
    await request(web.app).get(`/api/files/ticket.get/${ticket.body.data.id}`).set({ cookie }).expect(404);
  });

  it('are refused when empty or without a name', async () => {
    const send = (path: string, body: Buffer) =>
      request(web.app)
        .post(path)
        .set({ cookie, origin: web.origin, 'content-type': 'application/octet-stream' })
        .send(body);
    expect((await send('/api/uploads?filename=a.txt', Buffer.alloc(0))).status).toBe(422);
    expect((await send('/api/uploads', Buffer.from('x'))).status).toBe(422);
  });
});

describe('the two sides', () => {
  it('never mix: a client user gets no staff query, no staff event stream, no operator page', async () => {
    const staff = callerWith(tenant, 'all');
    const { id: clientId } = await web.test.as(staff, createClient, { name: 'Acme Dental', domains: [] });
    const { id: contactId } = await web.test.as(staff, createContact, {
      fullName: 'Amy Adams',
      email: 'amy@acme.test',
      clientId,
    });
    await aPortalUser(web, tenant, contactId, 'Admin');
    const amy = await cookieFor(web, 'amy@acme.test', 'client');
    for (const name of web.test.house.registry.queries.keys()) {
      // What is one's own, and the name of the workspace that stands on every portal page.
      if (/^(portal|me\.|session\.|notification\.|tenant\.get$)/.test(name)) continue;
      const answer = await call(name, {}, { cookie: amy });
      expect([name, answer.status >= 400]).toEqual([name, true]);
    }
    await request(web.app).get('/api/live').set({ cookie: amy }).expect(403);
    await request(web.app).get('/admin').set({ cookie: amy }).expect(404);
  });

  it('show operator pages to operators only: not to a signed-in technician, not to strangers', async () => {
    await request(web.app)
      .get('/admin')
      .set({ cookie: await cookieFor(web, 'tess@northstar.test') })
      .expect(404);
    await request(web.app).get('/admin').set('accept', 'text/html').expect(302);
    await request(web.app).get('/admin/queues').set('accept', 'application/json').expect(401);
  });
});
