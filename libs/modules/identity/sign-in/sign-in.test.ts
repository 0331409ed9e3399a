import { sql } from '@kelp/platform/db';
import { redisAttemptCounter } from '@kelp/platform/redis';
import { createTenant } from '@kelp/tenants';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import { getMe } from '../contract';
import { identityModule } from '../module';
import { createOwner } from '../write-user';
import type { IdentityDeps } from './deps';
import { callerFromSession, signOut } from './session';
import { chooseWorkspace, signIn, type SignInRequest } from './sign-in';

const password = 'Harbor-Lantern-42';
let test: TestHouse;
let deps: IdentityDeps;
let tenant: string;

const workspace = (name: string, email: string, word = password) =>
  createTenant(test.house, { name, zone: 'America/Chicago', currency: 'USD' }, async (ctx) => {
    await createOwner(ctx, { name: 'Olive Olsen', email, password: word });
  });
const request = (email: string, more: Partial<SignInRequest> = {}): SignInRequest => ({
  portal: 'msp',
  email,
  password,
  remoteAddress: '192.0.2.1',
  userAgent: 'Firefox on Debian',
  requestId: 'r1',
  ...more,
});
const enter = async (email: string, more: Partial<SignInRequest> = {}) => {
  const result = await signIn(deps, request(email, more));
  if (result.kind !== 'signed_in') throw new Error('A choice was not expected.');
  return result;
};
const refusal = (email: string, more: Partial<SignInRequest> = {}) =>
  signIn(deps, request(email, more)).then(
    () => 'signed in',
    (error: { id: string; message: string }) => `${error.id}: ${error.message}`,
  );

beforeAll(async () => {
  test = await testHouse(identityModule);
  const counter = redisAttemptCounter(test.engines.redis, test.engines.config.REDIS_PREFIX);
  deps = { house: test.house, counter, secret: test.engines.config.KELP_SECRET };
  tenant = await workspace('Northstar IT', 'olive@northstar.test');
});
afterAll(() => test.close());

describe('signing in', () => {
  it('gives a session whose caller holds what the roles give', async () => {
    const session = await enter('  Olive@Northstar.test ');
    const caller = await callerFromSession(test.house, session.token, { requestId: 'r2' });
    expect(caller).toMatchObject({
      tenant,
      door: 'ui',
      requestId: 'r2',
      locale: 'en',
      actor: { kind: 'user', userType: 'internal' },
    });
    expect(caller?.actor.permissions).toContain('user.deactivate');
    if (!caller) throw new Error('No caller.');
    expect(await test.as(caller, getMe, {})).toMatchObject({
      name: 'Olive Olsen',
      roles: ['Owner'],
      userType: 'internal',
      isOperator: false,
      viewing: null,
      tenant: { name: 'Northstar IT', zone: 'America/Chicago', currency: 'USD' },
      client: null,
    });
  });

  it('keeps no token in the database, only its hash', async () => {
    const { token } = await enter('olive@northstar.test');
    const rows = await test.rows<{ found: string }>(
      tenant,
      sql`select s::text as found from sessions s where tenant_id = ${tenant}`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some((row) => row.found.includes(String(token.split('.')[1])))).toBe(false);
  });

  it('answers wrong passwords, unknown people and the wrong door in the same words', async () => {
    const answers = await Promise.all([
      refusal('olive@northstar.test', { password: 'not this one 1' }),
      refusal('nobody@northstar.test'),
      refusal('olive@northstar.test', { portal: 'client' }),
    ]);
    expect(new Set(answers)).toEqual(new Set(['wrong_sign_in: The e-mail address or the password is not right.']));
  });

  it('ends at sign-out, at expiry and when it is left alone', async () => {
    const [out, idle] = [await enter('olive@northstar.test'), await enter('olive@northstar.test')];
    await signOut(test.house, out.token);
    expect(await callerFromSession(test.house, out.token, { requestId: 'r' })).toBeNull();
    const hour = 3_600_000;
    await test.travel(7.9 * hour);
    expect(await callerFromSession(test.house, idle.token, { requestId: 'r' })).not.toBeNull();
    await test.travel(15.8 * hour);
    expect(await callerFromSession(test.house, idle.token, { requestId: 'r' })).not.toBeNull();
    await test.travel(24 * hour);
    expect(await callerFromSession(test.house, idle.token, { requestId: 'r' })).toBeNull();
    await test.travel(0);
  });

  it('ends after 30 days however busy it was', async () => {
    const { token } = await enter('olive@northstar.test');
    for (let days = 0; days < 30; days += 0.25) {
      await test.travel(days * 86_400_000);
      expect(await callerFromSession(test.house, token, { requestId: 'r' })).not.toBeNull();
    }
    await test.travel(30 * 86_400_000 + 60_000);
    expect(await callerFromSession(test.house, token, { requestId: 'r' })).toBeNull();
    await test.travel(0);
  });

  it('takes no token of one workspace under the name of another, and none of the other side', async () => {
    const other = await workspace('Other IT', 'otto@other.test');
    const { token } = await enter('olive@northstar.test');
    const moved = `${other}.${token.split('.')[1]}`;
    expect(await callerFromSession(test.house, moved, { requestId: 'r' })).toBeNull();
    expect(await callerFromSession(test.house, token, { requestId: 'r', door: 'portal' })).toBeNull();
    for (const junk of ['', '.', 'x.y', `${tenant}.`, `${tenant}.' or 1=1 --`, 'a'.repeat(5000)]) {
      expect(await callerFromSession(test.house, junk, { requestId: 'r' })).toBeNull();
    }
  });

  it('holds only while the person is active', async () => {
    const { token, userId } = await enter('olive@northstar.test');
    const setActive = (isActive: boolean) =>
      test.inside(tenant, (ctx) =>
        ctx.db.rows(sql`update users set is_active = ${isActive} where tenant_id = ${tenant} and id = ${userId}`),
      );
    await setActive(false);
    expect(await callerFromSession(test.house, token, { requestId: 'r' })).toBeNull();
    expect(await refusal('olive@northstar.test')).toMatch(/^wrong_sign_in/);
    await setActive(true);
    await deps.counter.reset('sign-in:account:msp:olive@northstar.test');
  });
});

describe('one address in several workspaces', () => {
  it('offers those whose password fits, only after the password', async () => {
    const ids = [await workspace('First', 'paula@two.test'), await workspace('Second', 'paula@two.test')];
    await workspace('Third', 'paula@two.test', 'Quiet-Meadow-77-x');
    const result = await signIn(deps, request('paula@two.test'));
    if (result.kind !== 'choose') throw new Error('A choice was expected.');
    expect(result.tenants.map((one) => one.name).sort()).toEqual(['First', 'Second']);
    const origin = { remoteAddress: '192.0.2.1', userAgent: '', requestId: 'r' };
    const chosen = await chooseWorkspace(deps, {
      ...origin,
      portal: 'msp',
      choice: result.choice,
      tenantId: String(ids[1]),
    });
    if (chosen.kind !== 'signed_in') throw new Error('A session was expected.');
    expect((await callerFromSession(test.house, chosen.token, { requestId: 'r' }))?.tenant).toBe(ids[1]);
    const outside = { ...origin, portal: 'msp' as const, choice: result.choice, tenantId: tenant };
    await expect(chooseWorkspace(deps, outside)).rejects.toMatchObject({ id: 'wrong_sign_in' });
    const forged = { ...outside, choice: `${result.choice}x` };
    await expect(chooseWorkspace(deps, forged)).rejects.toMatchObject({ id: 'choice_expired' });
    await test.travel(6 * 60_000);
    await expect(chooseWorkspace(deps, { ...outside, tenantId: String(ids[1]) })).rejects.toMatchObject({
      id: 'choice_expired',
    });
    await test.travel(0);
  });
});

describe('guessing', () => {
  it('closes an account after five wrong passwords, tells its owner once, and lets others in', async () => {
    await workspace('Guessed', 'tess@guessed.test');
    for (let n = 0; n < 5; n += 1)
      expect(await refusal('tess@guessed.test', { password: `wrong ${n}` })).toMatch(/^wrong_sign_in/);
    expect(await refusal('tess@guessed.test')).toBe(
      'too_many: Too many wrong passwords. Try again in 15 minutes, or set a new password.',
    );
    expect((await enter('olive@northstar.test')).kind).toBe('signed_in');
  });

  it('lets a thousand guesses from everywhere see five password checks and one mail', async () => {
    const guessed = await workspace('Thousand', 'mona@thousand.test');
    const answers: string[] = [];
    for (let batch = 0; batch < 20; batch += 1) {
      const tries = Array.from({ length: 50 }, (_, n) =>
        refusal('mona@thousand.test', {
          password: `guess ${batch} ${n}`,
          remoteAddress: `198.51.100.${batch}-${n % 25}`,
        }),
      );
      answers.push(...(await Promise.all(tries)));
    }
    expect(answers).toHaveLength(1000);
    expect(answers.filter((answer) => answer.startsWith('wrong_sign_in'))).toHaveLength(5);
    expect(answers.filter((answer) => answer.startsWith('too_many'))).toHaveLength(995);
    expect(await refusal('mona@thousand.test', { remoteAddress: '203.0.113.9' })).toMatch(/^too_many/);
    await settle(test);
    const mails = await test.rows<{ toAddress: string; subject: string }>(
      guessed,
      sql`select to_address, subject from email_messages where tenant_id = ${guessed}`,
    );
    expect(mails).toEqual([{ toAddress: 'mona@thousand.test', subject: 'Somebody tried to sign in as you' }]);
  });

  it('stays shut with a sentence while the counters cannot be reached', async () => {
    const fail = () => Promise.reject(new Error('Connection is closed.'));
    const broken = { ...deps, counter: { increment: fail, forgive: fail, reset: fail } };
    await expect(signIn(broken, request('olive@northstar.test'))).rejects.toMatchObject({
      id: 'unavailable',
      status: 503,
    });
  });

  it('closes the door to a network address that tries one password on many accounts', async () => {
    const remoteAddress = '198.51.100.200';
    const answers = [];
    for (let n = 0; n < 32; n += 1)
      answers.push(await refusal(`person${n}@spray.test`, { remoteAddress, password: 'Winter-2026-Sale' }));
    expect(answers.slice(0, 30).every((answer) => answer.startsWith('wrong_sign_in'))).toBe(true);
    expect(answers.slice(30).every((answer) => answer.startsWith('too_many'))).toBe(true);
    expect(await refusal('olive@northstar.test', { remoteAddress })).toMatch(/^too_many/);
    expect((await enter('olive@northstar.test')).kind).toBe('signed_in');
  });
});
