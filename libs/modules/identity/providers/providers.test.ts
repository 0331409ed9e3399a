import { useMailHostRules, type Caller } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { settle, startOidcServer, type OidcServer } from '@kelp/testing';
import {
  disconnectIdentity,
  getMe,
  listProviders,
  listRoles,
  listUsers,
  myIdentities,
  saveProvider,
} from '../contract';
import { callerFromSession } from '../sign-in/session';

import { openWorkplace, origin, type Workplace } from '../testing/workplace';
import { issueLink } from '../mail-links';
import { writeUser, staffRoleId } from '../write-user';
import { beginByProvider } from './begin';
import { finishByProvider, type Arrival } from './finish';
import { beginConnecting, checkProvider, offeredProviders } from './offer';

const callback = 'http://localhost:3000/api/sign-in/callback';
let place: Workplace;
let sso: OidcServer;
let olive: Caller;
let technician = '';
let key = '';
let providerId = '';

beforeAll(async () => {
  [place, sso] = await Promise.all([openWorkplace(), startOidcServer(callback)]);
  useMailHostRules(() => Promise.resolve({ allowLocal: true, allowPrivate: true }));
  olive = await place.callerFor('olive@northstar.test');
  const { rows } = await place.test.as(olive, listRoles, { side: 'msp' });
  technician = rows.find((role) => role.name === 'Technician')?.id ?? '';
  ({ id: providerId } = await place.test.as(olive, saveProvider, given({})));
  key = `${place.tenant}.${providerId}`;
}, 60_000);
afterAll(async () => {
  sso?.stop();
  await place?.test.close();
});

const given = (more: Partial<Parameters<typeof fill>[0]>) => fill(more);
function fill(more: {
  id?: string;
  name?: string;
  mayCreate?: boolean;
  domains?: string[];
  isSecondFactor?: boolean;
  clientSecret?: string;
}) {
  return {
    name: 'Northstar SSO',
    preset: 'generic' as const,
    portal: 'msp' as const,
    issuer: sso.issuer,
    clientId: 'kelp',
    clientSecret: 'a-secret-of-the-provider',
    isEnabled: true,
    mayCreate: false,
    roleId: technician,
    domains: [],
    isSecondFactor: false,
    ...more,
  };
}

interface Walk {
  link?: string;
  invitation?: string;
  caller?: Caller | null;
  /** What an attacker changes on the way back. */
  bend?: (url: URL) => void;
  cookie?: string;
}
async function enter({ link = '', invitation = '', caller = null, bend, cookie }: Walk = {}): Promise<Arrival> {
  const begun = await beginByProvider(place.deps, { ...origin, provider: key, next: '/msp/tickets', link, invitation });
  const url = await sso.walk(begun.url);
  bend?.(url);
  return finishByProvider(place.deps, { ...origin, url, cookie: cookie ?? begun.cookie, caller });
}
const idOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { id: string }) => error.id,
  );
const linkOf = async (caller: Caller) =>
  new URL((await beginConnecting(place.deps, caller, providerId)).href, callback).searchParams.get('link') ?? '';

it('knows nobody by an address: an unknown account opens nothing, also with the address of somebody here', async () => {
  await sso.be({ sub: 'stranger', email: 'olive@northstar.test' });
  expect(await idOf(enter())).toBe('provider.unknown');
});

it('connects an account of a signed-in person, who then comes in by it, also when the address changes', async () => {
  await place.addStaff('Tess Tanaka', 'Technician');
  const tess = await place.callerFor('tess@northstar.test');
  await sso.be({ sub: 'tess-there' });
  expect((await enter({ link: await linkOf(tess), caller: tess })).kind).toBe('connected');
  await sso.be({ sub: 'tess-there', email: 'tanaka@married.test' });
  const found = await enter();
  if (found.kind !== 'signed_in') throw new Error(`Not signed in: ${found.kind}`);
  expect([found.userId, found.next]).toEqual([tess.actor.id, '/msp/tickets']);
  expect((await callerFromSession(place.test.house, found.token, { requestId: 'r' }))?.actor.id).toBe(tess.actor.id);
  const { connected } = await place.test.as(tess, myIdentities, {});
  expect(connected).toMatchObject([{ provider: 'Northstar SSO', email: 'tanaka@married.test' }]);
  await settle(place.test);
  expect((await place.mails()).filter((mail) => mail.text.includes('was connected to yours'))).toHaveLength(1);
});

it('takes an answer only in the browser and session that asked, with its own state, once', async () => {
  const tess = await place.callerFor('tess@northstar.test');
  await place.addStaff('Uma Underhill', 'Technician');
  const uma = await place.callerFor('uma@northstar.test');
  await sso.be({ sub: 'uma-there' });
  expect(await idOf(enter({ link: await linkOf(uma), caller: tess }))).toBe('choice_expired');
  expect(await idOf(enter({ link: await linkOf(uma), caller: null }))).toBe('choice_expired');
  await sso.be({ sub: 'tess-there' });
  expect(await idOf(enter({ cookie: '' }))).toBe('choice_expired');
  expect(await idOf(enter({ bend: (url) => url.searchParams.set('state', 'forged') }))).toBe('provider.refused');
  expect(await idOf(enter({ bend: (url) => url.searchParams.delete('state') }))).toBe('provider.refused');
  expect(await idOf(enter({ bend: (url) => url.searchParams.set('code', 'forged') }))).toBe('provider.refused');
  expect(await idOf(enter({ bend: (url) => url.searchParams.set('iss', 'https://evil.test') }))).toBe(
    'provider.refused',
  );
  const [first, second] = await Promise.all(
    [0, 1].map(() => beginByProvider(place.deps, { ...origin, provider: key, next: '', link: '', invitation: '' })),
  );
  const url = await sso.walk(first?.url ?? '');
  // the cookie of another attempt carries another state, nonce and verifier
  expect(await idOf(finishByProvider(place.deps, { ...origin, url, cookie: second?.cookie ?? '', caller: null }))).toBe(
    'provider.refused',
  );
  const once = { ...origin, url, cookie: first?.cookie ?? '', caller: null };
  expect(await idOf(finishByProvider(place.deps, once))).toBe('done');
  expect(await idOf(finishByProvider(place.deps, once))).toBe('provider.refused');
  expect(await idOf(enter({ link: 'forged.note' }))).toBe('choice_expired');
});

it('connects one account to one person', async () => {
  const uma = await place.callerFor('uma@northstar.test');
  await sso.be({ sub: 'tess-there' });
  expect(await idOf(enter({ link: await linkOf(uma), caller: uma }))).toBe('provider.taken');
});

it('lets an invited person come in by it instead of choosing a password, once', async () => {
  const invitation = await place.test.inside(place.tenant, async (ctx) => {
    const roleIds = [await staffRoleId(ctx, 'Technician')];
    const user = await writeUser(ctx, { name: 'Ines Invited', email: 'ines@northstar.test', roleIds });
    return issueLink(ctx, user.id, 'invitation');
  });
  await sso.be({ sub: 'ines-there', email: 'ines@private.test' });
  expect((await enter({ invitation })).kind).toBe('signed_in');
  expect((await enter()).kind).toBe('signed_in');
  await sso.be({ sub: 'second-there' });
  expect(await idOf(enter({ invitation }))).toBe('link_expired');
  const { rows } = await place.test.as(olive, listUsers, { search: 'ines', state: 'all', limit: 5 });
  expect(rows).toMatchObject([{ hasPassword: true, lastSignInAt: expect.any(Date) }]);
});

it('makes accounts only where it may, for vouched addresses of its domains that nobody has', async () => {
  const { rows } = await place.test.as(olive, listProviders, {});
  expect(JSON.stringify(rows)).not.toContain('a-secret-of-the-provider');
  const change = { ...given({ id: providerId, mayCreate: true, domains: ['sso.test'] }), version: rows[0]?.version };
  await place.test.as(olive, saveProvider, change);
  await sso.be({ sub: 'new-1', email: 'newton@sso.test', verified: false });
  expect(await idOf(enter())).toBe('provider.unknown');
  await sso.be({ sub: 'new-1', email: 'newton@elsewhere.test' });
  expect(await idOf(enter())).toBe('provider.unknown');
  await sso.be({ sub: 'new-2', email: 'Newton@sso.test' });
  const found = await enter();
  if (found.kind !== 'signed_in') throw new Error(`Not signed in: ${found.kind}`);
  const caller = await callerFromSession(place.test.house, found.token, { requestId: 'r' });
  expect(await place.test.as(caller as Caller, getMe, {})).toMatchObject({
    email: 'newton@sso.test',
    roles: ['Technician'],
  });
  await sso.be({ sub: 'new-3', email: 'newton@sso.test' });
  expect(await idOf(enter())).toBe('provider.known_address');
  expect(await idOf(place.test.as(caller as Caller, listProviders, {}))).toBe('forbidden');
});

it('refuses settings that would open the door to everybody', async () => {
  const tried = (more: object) => idOf(place.test.as(olive, saveProvider, { ...given({ name: 'Other' }), ...more }));
  expect(await tried({ preset: 'microsoft', issuer: 'https://login.microsoftonline.com/common/v2.0' })).toBe('invalid');
  expect(await tried({ preset: 'google', issuer: 'https://accounts.evil.test' })).toBe('invalid');
  expect(await tried({ mayCreate: true, domains: [] })).toBe('invalid');
  expect(await tried({ mayCreate: true, domains: ['sso.test'], roleId: null })).toBe('invalid');
  expect(await tried({ mayCreate: true, domains: ['sso.test'], portal: 'client' })).toBe('invalid');
  expect(await tried({ preset: 'google', issuer: 'https://accounts.google.com/' })).toBe('done');
});

it('keeps the secret sealed, and connects to nothing inside unless the operator allows it', async () => {
  const [row] = await place.test.rows<{ clientSecret: string; trail: string }>(
    place.tenant,
    sql`select client_secret, (select json_agg(a)::text from audit_log a where a.tenant_id = p.tenant_id) as trail
        from sign_in_providers p where p.tenant_id = ${place.tenant} and p.id = ${providerId}`,
  );
  expect(row?.clientSecret).toMatch(/^v1\./);
  expect(row?.trail).not.toContain('a-secret-of-the-provider');
  const check = (issuer: string) => idOf(checkProvider(place.deps, olive, { issuer, clientId: 'kelp' }));
  expect(await check(sso.issuer)).toBe('done');
  expect(await check(`${sso.issuer}/other`)).toBe('provider.unreachable');
  useMailHostRules(() => Promise.resolve({ allowLocal: false, allowPrivate: false }));
  expect(await check('https://169.254.169.254')).toBe('out.host');
  expect(await check(sso.issuer.replace('127.0.0.1', 'localhost'))).toBe('out.host');
  useMailHostRules(() => Promise.resolve({ allowLocal: true, allowPrivate: true }));
});

it('stands at its own door only while it is enabled, and is gone with a word', async () => {
  const shown = async (portal: 'msp' | 'client') => (await offeredProviders(place.deps, portal)).map((one) => one.name);
  expect(await shown('client')).toEqual([]);
  expect(await shown('msp')).toContain('Northstar SSO');
  const { rows } = await place.test.as(olive, listProviders, {});
  const version = rows.find((row) => row.id === providerId)?.version;
  await place.test.as(olive, saveProvider, { ...given({ id: providerId }), isEnabled: false, version });
  expect(await shown('msp')).not.toContain('Northstar SSO');
  expect(await idOf(enter())).toBe('provider.gone');
});

it('is disconnected by its person, but never the only way in', async () => {
  const tess = await place.callerFor('tess@northstar.test');
  const { connected } = await place.test.as(tess, myIdentities, {});
  const id = connected[0]?.id ?? '';
  await place.test.inside(place.tenant, (ctx) =>
    ctx.db.rows(sql`update users set password_hash = null where tenant_id = ${place.tenant} and id = ${tess.actor.id}`),
  );
  expect(await idOf(place.test.as(tess, disconnectIdentity, { id }))).toBe('provider.last');
  await place.test.inside(place.tenant, (ctx) =>
    ctx.db.rows(sql`update users set password_hash = 'x' where tenant_id = ${place.tenant} and id = ${tess.actor.id}`),
  );
  expect(await idOf(place.test.as(olive, disconnectIdentity, { id }))).toBe('not_found');
  expect(await idOf(place.test.as(tess, disconnectIdentity, { id }))).toBe('done');
});
