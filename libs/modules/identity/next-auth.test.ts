import { AppError } from '@kelp/std';
import { decode } from 'next-auth/jwt';
import { nextAuthOptions, sessionCookie, sessionTokenFromCookies, type IdentityDoor } from './next-auth';

const settings = { secret: 'a-secret-for-tests-only-0123456789abcdef', publicUrl: 'http://localhost:3000' };
const secure = { ...settings, publicUrl: 'https://kelp.test' };
const live = new Set(['tenant.secret']);
const seen: unknown[] = [];
const door: IdentityDoor = {
  signIn: async (request) => {
    seen.push(request);
    if (request.password !== 'right')
      throw new AppError('wrong_sign_in', 401, 'The e-mail address or the password is not right.');
    if (request.email === 'two@x.test') return { kind: 'choose', choice: 'c', tenants: [{ id: 't1', name: 'One' }] };
    return {
      kind: 'signed_in',
      token: 'tenant.secret',
      expiresAt: new Date(0),
      tenantId: 't',
      userId: 'u',
      name: 'Tess',
    };
  },
  chooseWorkspace: async (request) => ({
    kind: 'signed_in',
    token: `chosen.${request.tenantId}`,
    expiresAt: new Date(0),
    tenantId: 't',
    userId: 'u',
    name: 'Tess',
  }),
  passSecondStep: () => Promise.reject(new Error('not asked')),
  signInByPasskey: () => Promise.reject(new Error('not asked')),
  signOut: async (token) => void live.delete(token),
  isSignedIn: async (token) => live.has(token),
};
const options = nextAuthOptions(() => door, settings);

type Authorize = (given: Record<string, string>, request: { headers: Record<string, string> }) => Promise<unknown>;
const authorize = (id: string, given: Record<string, string>) => {
  const provider = options.providers.find(
    (one) => (one as unknown as { options: { id: string } }).options.id === id,
  ) as unknown as {
    options: { authorize: Authorize };
  };
  return provider.options.authorize(given, {
    headers: { 'x-kelp-remote-address': '203.0.113.4', 'user-agent': 'Firefox', 'x-request-id': 'r9' },
  });
};
const callbacks = options.callbacks as unknown as Record<
  'jwt' | 'session' | 'redirect',
  (input: object) => Promise<unknown>
>;

it('keeps nothing in the cookie but our token', async () => {
  const user = await authorize('msp', { email: 'tess@x.test', password: 'right' });
  expect(seen.at(-1)).toEqual({
    portal: 'msp',
    email: 'tess@x.test',
    password: 'right',
    remoteAddress: '203.0.113.4',
    userAgent: 'Firefox',
    requestId: 'r9',
  });
  expect(await callbacks.jwt({ token: { name: 'Tess', email: 'tess@x.test' }, user })).toEqual({
    sessionToken: 'tenant.secret',
  });
});

it('hands sentences and choices to the page', async () => {
  const wrong = await authorize('client-portal', { email: 'a@x.test', password: 'no' }).catch((error: Error) =>
    JSON.parse(error.message),
  );
  expect(wrong).toEqual({ id: 'wrong_sign_in', message: 'The e-mail address or the password is not right.' });
  const choice = await authorize('msp', { email: 'two@x.test', password: 'right' }).catch((error: Error) =>
    JSON.parse(error.message),
  );
  expect(choice).toMatchObject({ id: 'choose_workspace', data: { choice: 'c', tenants: [{ id: 't1', name: 'One' }] } });
  expect(await authorize('msp', { choice: 'c', tenantId: 't1' })).toMatchObject({ sessionToken: 'chosen.t1' });
});

it('forgets a session that was revoked, and redirects within this site only', async () => {
  expect(await callbacks.jwt({ token: { sessionToken: 'tenant.secret' } })).toEqual({ sessionToken: 'tenant.secret' });
  expect(await callbacks.jwt({ token: { sessionToken: 'revoked' } })).toEqual({});
  const baseUrl = settings.publicUrl;
  expect(await callbacks.redirect({ url: '/msp', baseUrl })).toBe(`${baseUrl}/msp`);
  for (const url of ['https://evil.test/', '//evil.test', 'javascript:alert(1)'])
    expect(await callbacks.redirect({ url, baseUrl })).toBe(baseUrl);
});

it('uses the strictest cookie that the public address allows, with one age for cookie and token', () => {
  expect(options.cookies?.sessionToken).toEqual({
    name: 'kelp.session',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure: false },
  });
  const strict = nextAuthOptions(() => door, secure);
  expect(strict.cookies?.sessionToken).toMatchObject({
    name: '__Host-kelp.session',
    options: { secure: true, path: '/' },
  });
  expect(options.jwt?.maxAge).toBe(options.session?.maxAge);
});

it('reads our token out of a Cookie header, and nothing that we did not sign', async () => {
  const cookie = await sessionCookie({ token: 'tenant.secret' }, settings);
  expect(await sessionTokenFromCookies(`a=1; ${cookie}; b=2`, settings)).toBe('tenant.secret');
  expect(
    await sessionTokenFromCookies(cookie, { ...settings, secret: 'another-secret-another-secret-another' }),
  ).toBeNull();
  expect(await sessionTokenFromCookies(cookie, secure)).toBeNull();
  for (const header of [undefined, '', 'kelp.session', 'kelp.session=', 'kelp.session=junk', 'kelp.session=%E0%A4%A']) {
    expect(await sessionTokenFromCookies(header, settings)).toBeNull();
  }
  const sealed = cookie.slice(cookie.indexOf('=') + 1);
  const content = await decode({ token: sealed, secret: settings.secret });
  expect(Object.keys(content ?? {}).sort()).toEqual(['exp', 'iat', 'jti', 'sessionToken']);
});
