import request from 'supertest';
import { createClient, createContact } from '@kelp/clients';
import { signIn } from '@kelp/identity';
import { emailMessages, useResolver } from '@kelp/kernel';
import { addPortalDomain, checkPortalDomain, getPortalDomain, removePortalDomain, saveBranding } from '@kelp/tenants';
import { callerWith, settle } from '@kelp/testing';
import { aPortalUser, aWorkspace, cookieFor, openWebTest, password, type WebTest } from './testing/web';

const host = 'portal.north.test';
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

let web: WebTest;
/** The workspace with the domain, and another one in which the same person is known too. */
let north: { tenant: string; owner: string };
let south: { tenant: string; owner: string };

/** A client with one person who may sign in. */
async function aClientOf({ tenant }: { tenant: string }, email: string): Promise<void> {
  const caller = callerWith(tenant, 'all');
  const client = await web.test.as(caller, createClient, { name: `Client of ${email}`, domains: [] });
  const contact = await web.test.as(caller, createContact, { fullName: 'Amy Adams', email, clientId: client.id });
  await aPortalUser(web, tenant, contact.id, 'Admin');
}

beforeAll(async () => {
  web = await openWebTest({ KELP_SKIP_RATE_LIMITS: true });
  north = await aWorkspace(web, 'North');
  south = await aWorkspace(web, 'South');
  await aClientOf(north, 'amy@acme.test');
  await aClientOf(north, 'both@acme.test');
  await aClientOf(south, 'both@acme.test');
  await aClientOf(south, 'sue@south.test');
});
afterAll(async () => {
  useResolver(undefined);
  await web.close();
});

const get = (path: string, at = host) => request(web.app).get(path).set('host', at);
const statusOf = async (path: string, at = host) => (await get(path, at)).status;
const whoAmI = (cookie: string, at = host, origin = `http://${at}`) =>
  request(web.app).post('/api/call/me.get').set({ host: at, origin, cookie }).send({});
const enter = (email: string, portal: 'msp' | 'client', workspace?: string) =>
  signIn(web.web.identity, {
    ...{ portal, email, password, remoteAddress: '127.0.0.1', userAgent: 'test', requestId: 'test', workspace },
  });
/** The mails of both workspaces to somebody since the last look. */
async function newMails(to: string): Promise<{ tenant: string; text: string }[]> {
  const found = [];
  for (const { tenant } of [north, south])
    for (const mail of await web.test.inside(tenant, (ctx) => ctx.db.list(emailMessages, { toAddress: to }))) {
      if (seen.has(mail.id)) continue;
      seen.add(mail.id);
      found.push({ tenant, text: mail.text });
    }
  return found;
}
const seen = new Set<string>();
const forgot = (email: string, headers: Record<string, string>) =>
  request(web.app).post('/api/door/password-reset/request').set(headers).send({ portal: 'client', email }).expect(200);

const outOfBounds = [
  ...['/msp', '/msp/tickets', '/MSP', '/%6dsp', '/auth/msp/signin', '/auth/msp/forgot-password', '/setup', '/admin'],
  ...['/api/v1/tickets', '/API/v1/tickets', '/api/auth/callback/msp', '/api/auth/signin', '/api/sign-in/callback'],
  ...['/api/alerts/x/y', '/api/payment-events/stripe/x', '/api/door/setup', '/api/door/provider/connect', '//msp'],
];

it('serves a domain that nobody proved as any other host', async () => {
  const caller = callerWith(north.tenant, 'all');
  await web.test.as(caller, addPortalDomain, { host });
  expect(await statusOf('/auth/msp/signin')).toBe(200);
  expect(await statusOf(`/api/own-domain?domain=${host}`, 'localhost')).toBe(404);
  expect((await whoAmI(await cookieFor(web, 'amy@acme.test', 'client'))).status).toBe(403);
  const record = (await web.test.as(caller, getPortalDomain, {})).domain?.record;
  useResolver((name) => Promise.resolve(name === record?.name ? [[record.value]] : []));
  await web.test.as(caller, checkPortalDomain, {});
  await settle(web.test);
  for (let round = 0; round < 100 && (await statusOf('/msp')) === 200; round += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await web.web.brands.workspaceAt(host)).toBe(north.tenant);
  expect(await statusOf(`/api/own-domain?domain=${host}`, 'localhost')).toBe(200);
});

it('shows the portal there, and no door of staff, programs or operators', async () => {
  for (const path of ['/', '/client-portal', '/client-portal/tickets/17', '/auth/client-portal/signin', '/_next/x.js'])
    expect([path, await statusOf(path)]).toEqual([path, 200]);
  for (const path of outOfBounds) expect([path, await statusOf(path)]).toEqual([path, 404]);
  // whoever is at the public address and only claims to be there gains and loses nothing
  const claimed = await request(web.app).get('/auth/msp/signin').set('x-forwarded-host', host);
  expect([claimed.status, await statusOf('/msp', 'unknown.test'), await statusOf('/msp', `${host}.evil.test`)]).toEqual(
    [200, 200, 200],
  );
});

it('knows its own clients only, whatever cookie is brought', async () => {
  const amy = await cookieFor(web, 'amy@acme.test', 'client');
  const answer = await whoAmI(amy);
  expect([answer.status, answer.body.data?.tenant.id]).toEqual([200, north.tenant]);
  expect((await whoAmI(amy, `${host}:3000`, `http://${host}:3000`)).status).toBe(200);
  expect((await whoAmI(await cookieFor(web, 'sue@south.test', 'client'))).status).toBe(401);
  expect((await whoAmI(await cookieFor(web, north.owner))).status).toBe(401);
  for (const origin of [web.origin, 'http://evil.test', `http://${host}.evil.test`, `https://${host}`])
    expect([origin, (await whoAmI(amy, host, origin)).status]).toEqual([origin, 403]);
  expect((await whoAmI(amy, 'localhost:3000', `http://${host}`)).status).toBe(403);
  expect((await whoAmI(amy, 'localhost:3000', web.origin)).status).toBe(200);
});

it('signs in its own clients only, without a choice between workspaces', async () => {
  expect(await enter('both@acme.test', 'client')).toMatchObject({ kind: 'choose' });
  expect(await enter('both@acme.test', 'client', north.tenant)).toMatchObject({ tenantId: north.tenant });
  for (const [email, portal] of [
    ['sue@south.test', 'client'],
    [north.owner, 'msp'],
  ] as const)
    await expect(enter(email, portal, north.tenant)).rejects.toMatchObject({ id: 'wrong_sign_in' });
});

it('leads mails to clients there, by what is verified and never by what a request said', async () => {
  const address = `http://${host}:3000`;
  await forgot('both@acme.test', { host, origin: `http://${host}` });
  const [mail, ...more] = await newMails('both@acme.test');
  expect([mail?.tenant, more]).toEqual([north.tenant, []]);
  expect(mail?.text).toContain(`${address}/auth/password-reset/set-new-password?token=`);
  const token = /token=([^&\s]+)/.exec(mail?.text ?? '')?.[1] ?? '';
  const lookAt = (at: string, origin: string) =>
    request(web.app).post('/api/door/password-reset/look').set({ host: at, origin }).send({ token });
  expect((await lookAt(host, `http://${host}`)).status).toBe(200);
  await forgot('both@acme.test', { host: 'evil.test', 'x-forwarded-host': 'evil.test', origin: web.origin });
  const mails = await newMails('both@acme.test');
  expect(mails.map(({ tenant, text }) => [tenant, text.includes(address), text.includes(web.origin)])).toEqual([
    [north.tenant, true, false],
    [south.tenant, false, true],
  ]);
  const foreign = /token=([^&\s]+)/.exec(mails[1]?.text ?? '')?.[1] ?? '';
  await request(web.app)
    .post('/api/door/password-reset/look')
    .set({ host, origin: `http://${host}` })
    .send({ token: foreign })
    .expect(410);
  await forgot(north.owner, { origin: web.origin });
  expect(await newMails(north.owner)).toEqual([]);
});

it('shows pictures and surveys of its own workspace only', async () => {
  const logoOf = async ({ tenant }: { tenant: string }) =>
    (await web.test.as(callerWith(tenant, 'all'), saveBranding, { logo: { name: 'n.png', content: png } })).logo?.url;
  const [own, foreign] = [(await logoOf(north)) ?? '', (await logoOf(south)) ?? ''];
  expect([await statusOf(own), await statusOf(foreign), await statusOf(foreign, 'localhost')]).toEqual([200, 404, 200]);
  expect((await get(`/survey/${south.tenant}/some-token`)).text).toContain('does not exist at this address');
});

it('is any other host again once it is removed, and mails lead to the public address', async () => {
  await web.test.as(callerWith(north.tenant, 'all'), removePortalDomain, {});
  for (let round = 0; round < 100 && (await statusOf('/msp')) !== 200; round += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await statusOf('/msp')).toBe(200);
  expect((await whoAmI(await cookieFor(web, 'amy@acme.test', 'client'))).status).toBe(403);
  await forgot('amy@acme.test', { origin: web.origin });
  expect((await newMails('amy@acme.test'))[0]?.text).toContain(`${web.origin}/auth/password-reset`);
});
