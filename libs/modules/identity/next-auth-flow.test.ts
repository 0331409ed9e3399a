import NextAuth from 'next-auth';
import { newId } from '@kelp/std';
import { createIdentityDoor } from './identity-door';
import { nextAuthOptions, sessionCookieName, sessionTokenFromCookies, workspaceHeader } from './next-auth';
import { callerFromSession } from './sign-in/session';
import { goodPassword, openWorkplace, type Workplace } from './testing/workplace';

/** A browser without a network: keeps cookies and calls the sign-in library's own handler. */
function browserOf(handler: (request: object, response: object) => Promise<unknown>, workspace = '') {
  const jar = new Map<string, string>();
  const keep = (line: string) => {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    if (/max-age=0|expires=thu, 01 jan 1970/i.test(line) || pair.length === at + 1) jar.delete(pair.slice(0, at));
    else jar.set(pair.slice(0, at), decodeURIComponent(pair.slice(at + 1)));
  };
  const cookieHeader = () => [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ');
  const send = async (method: string, path: string, body: Record<string, string> = {}) => {
    let answer: unknown;
    const response = {
      setHeader: (name: string, value: string | string[]) =>
        name.toLowerCase() === 'set-cookie' && [value].flat().forEach(keep),
      getHeader: () => undefined,
      status: () => response,
      json: (value: unknown) => void (answer = value),
      send: (value: unknown) => void (answer = value),
      redirect: (url: string) => void (answer = { url }),
      end: () => undefined,
    };
    const headers = {
      host: 'localhost:3000',
      'user-agent': 'Firefox on Debian',
      'x-kelp-remote-address': '192.0.2.77',
      [workspaceHeader]: workspace,
    };
    const query = { nextauth: path.split('/') };
    await handler({ method, query, body, headers, cookies: Object.fromEntries(jar) }, response);
    return answer as Record<string, string>;
  };
  const post = async (path: string, fields: Record<string, string>) => {
    const { csrfToken = '' } = await send('GET', 'csrf');
    return send('POST', path, { ...fields, csrfToken, json: 'true' });
  };
  return { send, post, cookieHeader };
}

const settings = { secret: 'a-secret-for-tests-only-0123456789abcdef', publicUrl: 'http://localhost:3000' };
let place: Workplace;
let browser: ReturnType<typeof browserOf>;
/** A browser at the own domain of a workspace's portal, as the server tells the library. */
let onOwnDomain: (workspace: string) => ReturnType<typeof browserOf>;

beforeAll(async () => {
  process.env['NEXTAUTH_URL'] = settings.publicUrl;
  place = await openWorkplace();
  const door = createIdentityDoor(place.deps);
  const handler = (request: object, response: object) =>
    NextAuth(
      request as never,
      response as never,
      nextAuthOptions(() => door, settings),
    ) as Promise<unknown>;
  browser = browserOf(handler);
  onOwnDomain = (workspace) => browserOf(handler, workspace);
});
afterAll(() => place.test.close());

const currentCaller = async () => {
  const token = await sessionTokenFromCookies(browser.cookieHeader(), settings);
  return token ? callerFromSession(place.test.house, token, { requestId: 'r' }) : null;
};
const errorOf = (answer: Record<string, string>) =>
  JSON.parse(new URL(String(answer['url'])).searchParams.get('error') ?? '{}');
const given = { email: 'olive@northstar.test', password: goodPassword };

it('refuses the wrong door and a forged request, and sets no cookie', async () => {
  expect(errorOf(await browser.post('callback/client-portal', given))).toMatchObject({ id: 'wrong_sign_in' });
  await browser.send('POST', 'callback/msp', { ...given, csrfToken: 'forged', json: 'true' });
  expect(browser.cookieHeader()).not.toContain(sessionCookieName(settings.publicUrl));
  expect(await currentCaller()).toBeNull();
});

it('signs in, shows who calls, and signs out for good: an old copy of the cookie is worth nothing', async () => {
  const answer = await browser.post('callback/msp', given);
  expect(new URL(String(answer['url'])).searchParams.get('error')).toBeNull();
  expect(await currentCaller()).toMatchObject({ tenant: place.tenant, door: 'ui' });
  expect(await browser.send('GET', 'session')).toMatchObject({ isSignedIn: true });
  const copy = await sessionTokenFromCookies(browser.cookieHeader(), settings);
  await browser.post('signout', {});
  expect(await currentCaller()).toBeNull();
  expect(await callerFromSession(place.test.house, String(copy), { requestId: 'r' })).toBeNull();
});

it('closes after five wrong passwords, in words that the page can show', async () => {
  await place.addStaff('Tess Tanaka', 'Technician');
  const wrong = { email: 'tess@northstar.test', password: 'not this' };
  for (let n = 0; n < 5; n += 1) await browser.post('callback/msp', wrong);
  expect(errorOf(await browser.post('callback/msp', { ...wrong, password: goodPassword }))).toMatchObject({
    id: 'too_many',
    message: expect.stringContaining('15 minutes'),
  });
});

it('lets in at an own domain whom its workspace knows as a client, and no staff', async () => {
  await place.addPortalUser('Amy Adams', 'amy@acme.test');
  const amy = { email: 'amy@acme.test', password: goodPassword };
  const domain = onOwnDomain(place.tenant);
  expect(errorOf(await domain.post('callback/msp', given))).toMatchObject({ id: 'wrong_sign_in' });
  expect(errorOf(await onOwnDomain(newId()).post('callback/client-portal', amy))).toMatchObject({
    id: 'wrong_sign_in',
  });
  expect(domain.cookieHeader()).not.toContain(sessionCookieName(settings.publicUrl));
  await domain.post('callback/client-portal', amy);
  const token = await sessionTokenFromCookies(domain.cookieHeader(), settings);
  expect(await callerFromSession(place.test.house, String(token), { requestId: 'r' })).toMatchObject({
    door: 'portal',
  });
});
