import { generateSync } from 'otplib';
import type { Caller } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { settle } from '@kelp/testing';
import {
  confirmPasskey,
  confirmTotp,
  getMe,
  listRoles,
  listUsers,
  myFactors,
  newRecoveryCodes,
  removeFactor,
  requireFactor,
  resetFactors,
  startPasskey,
  startTotp,
} from '../contract';
import { askForPasskey, signInByPasskey } from '../sign-in/passkey-door';
import type { FactorNeeded } from '../sign-in/enter-account';
import { passSecondStep } from '../sign-in/second-step';
import { callerFromSession } from '../sign-in/session';
import { signIn } from '../sign-in/sign-in';
import { softPasskey } from '../testing/soft-passkey';
import { goodPassword, openWorkplace, origin, type Workplace } from '../testing/workplace';
import { askForProof, giveProof } from './prove';

let place: Workplace;
const minute = 60_000;
let travelled = 0;

beforeAll(async () => {
  place = await openWorkplace();
});
afterAll(() => place.test.close());
afterEach(() => later(0));

/** Business time, `ms` after the real one. */
async function later(ms: number): Promise<void> {
  travelled = ms;
  await place.test.travel(ms);
}
const codeOf = (secret: string, ms = 0) =>
  generateSync({ secret: secret.replaceAll(' ', ''), epoch: Math.floor((Date.now() + travelled + ms) / 1000) });

async function staff(name: string, role = 'Technician'): Promise<{ email: string; id: string; caller: Caller }> {
  const id = await place.addStaff(name, role);
  const email = `${name.split(' ')[0]?.toLowerCase()}@northstar.test`;
  return { id, email, caller: await place.callerFor(email) };
}
async function addApp(caller: Caller): Promise<{ secret: string; code: string; recoveryCodes: string[] }> {
  const { id, secret, picture } = await place.test.as(caller, startTotp, {});
  expect(picture).toContain('<svg');
  const code = codeOf(secret);
  const done = await place.test.as(caller, confirmTotp, { id, code, name: 'Phone' });
  return { secret, code, recoveryCodes: done.recoveryCodes ?? [] };
}
async function firstStep(email: string): Promise<FactorNeeded> {
  const found = await signIn(place.deps, { ...origin, portal: 'msp', email, password: goodPassword });
  if (found.kind !== 'second_factor') throw new Error(`A second factor was expected, not ${found.kind}.`);
  return found;
}
const pass = (step: string, given: { code?: string; passkey?: Record<string, unknown> }) =>
  passSecondStep(place.deps, { ...origin, portal: 'msp', step, ...given });
const idOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { id: string }) => error.id,
  );

describe('an authenticator app', () => {
  it('is asked for after the password, takes a code once, and 30 seconds of a wrong clock either way', async () => {
    const { email, caller } = await staff('Tess Tanaka');
    const { secret, code, recoveryCodes } = await addApp(caller);
    expect(recoveryCodes).toHaveLength(10);
    const { step, methods, passkey } = await firstStep(email);
    expect([methods, passkey]).toEqual([['totp'], null]);
    // the code that confirmed the app is spent
    expect(await idOf(pass(step, { code }))).toBe('wrong_factor');
    await later(2 * minute);
    const early = codeOf(secret, -30_000);
    const session = await pass((await firstStep(email)).step, { code: early });
    expect(await callerFromSession(place.test.house, session.token, { requestId: 'r' })).not.toBeNull();
    expect(await idOf(pass(step, { code: early }))).toBe('wrong_factor');
    expect(await idOf(pass(step, { code: codeOf(secret, 30_000) }))).toBe('done');
    await later(4 * minute);
    expect(await idOf(pass(step, { code: codeOf(secret, -90_000) }))).toBe('wrong_factor');
    await later(6 * minute);
    expect(await idOf(pass(step, { code: codeOf(secret) }))).toBe('choice_expired');
  });

  it('lets one of many in that bring the same code at the same moment', async () => {
    const { email, caller } = await staff('Uma Underhill');
    const { secret } = await addApp(caller);
    await later(2 * minute);
    const { step } = await firstStep(email);
    const answers = await Promise.all(Array.from({ length: 4 }, () => idOf(pass(step, { code: codeOf(secret) }))));
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
  });

  it('keeps its secret and the recovery codes out of the database in clear, and out of the trail', async () => {
    const { caller } = await staff('Vera Vance');
    const { secret, recoveryCodes } = await addApp(caller);
    const texts = [secret.replaceAll(' ', ''), recoveryCodes[0] ?? '?', (recoveryCodes[0] ?? '?').replaceAll('-', '')];
    for (const table of ['mfa_factors', 'recovery_codes', 'audit_log', 'email_messages', 'outbox']) {
      const rows = await place.test.rows<{ found: string }>(
        place.tenant,
        sql`select json_agg(t)::text as found from mfa_factors t where ${table} = 'mfa_factors'
          union all select json_agg(t)::text from recovery_codes t where ${table} = 'recovery_codes'
          union all select json_agg(t)::text from audit_log t where ${table} = 'audit_log'
          union all select json_agg(t)::text from email_messages t where ${table} = 'email_messages'
          union all select json_agg(t)::text from outbox t where ${table} = 'outbox'`,
      );
      const all = rows.map((row) => row.found ?? '').join();
      expect([table, all.length > 10]).toEqual([table, true]);
      for (const text of texts) expect([table, all.includes(text)]).toEqual([table, false]);
    }
  });

  it('closes the second step after five wrong codes, also for the right one, and says that the password is known', async () => {
    const { email, caller } = await staff('Will Winter');
    const { secret } = await addApp(caller);
    await later(2 * minute);
    const { step } = await firstStep(email);
    for (let n = 0; n < 5; n += 1) expect(await idOf(pass(step, { code: `00000${n}` }))).toBe('wrong_factor');
    expect(await idOf(pass(step, { code: codeOf(secret) }))).toBe('too_many');
    await settle(place.test);
    const mine = (await place.mails()).filter((mail) => mail.to === email).map((mail) => mail.subject);
    expect(mine).toEqual(['How you sign in has changed', 'Somebody knows your password']);
  });
});

describe('recovery codes', () => {
  it('work once each, however they are typed, tell the owner, and are void once there are new ones', async () => {
    const { email, caller } = await staff('Xena Xu');
    const { recoveryCodes } = await addApp(caller);
    const [first = '', second = ''] = recoveryCodes;
    const { step } = await firstStep(email);
    const both = await Promise.all([0, 1].map(() => idOf(pass(step, { code: first.toUpperCase() }))));
    expect(both.sort()).toEqual(['done', 'wrong_factor']);
    const again = await place.test.as(caller, newRecoveryCodes, {});
    expect(await idOf(pass(step, { code: second }))).toBe('wrong_factor');
    expect(await idOf(pass(step, { code: (again.recoveryCodes[3] ?? '').replaceAll('-', ' ') }))).toBe('done');
    expect((await place.test.as(caller, myFactors, {})).recoveryCodesLeft).toBe(9);
    await settle(place.test);
    const told = (await place.mails()).filter((mail) => mail.to === email).map((mail) => mail.text);
    expect(told.filter((text) => text.includes('with a recovery code'))).toHaveLength(2);
  });
});

describe('a passkey', () => {
  const add = async (caller: Caller) => {
    const device = softPasskey();
    const { options } = await place.test.as(caller, startPasskey, {});
    await place.test.as(caller, confirmPasskey, { response: device.register(options), name: 'Laptop' });
    return device;
  };
  const alone = async (make: (passkey: object) => Record<string, unknown>, portal: 'msp' | 'client' = 'msp') => {
    const { step, passkey } = await askForPasskey(place.deps, portal);
    return signInByPasskey(place.deps, { ...origin, portal, step, passkey: make(passkey) });
  };

  it('stands in for a code after the password, and for address and password together', async () => {
    const { email, caller, id } = await staff('Yara Young');
    const device = await add(caller);
    const { step, methods, passkey } = await firstStep(email);
    expect(methods).toEqual(['passkey']);
    expect((await pass(step, { passkey: device.answer(passkey ?? {}) })).userId).toBe(id);
    expect((await alone((asked) => device.answer(asked))).userId).toBe(id);
  });

  it('answers a question once, on this site only, and checks its person when it stands alone', async () => {
    const { email, caller } = await staff('Zoe Zimmer');
    const device = await add(caller);
    const { step, passkey } = await firstStep(email);
    const answer = device.answer(passkey ?? {});
    expect(await idOf(pass(step, { passkey: answer }))).toBe('done');
    expect(await idOf(pass(step, { passkey: answer }))).toBe('choice_expired');
    expect(await idOf(alone((asked) => device.answer(asked, { origin: 'https://evil.test' })))).toBe('wrong_factor');
    expect(await idOf(alone((asked) => device.answer(asked, { isVerified: false })))).toBe('wrong_factor');
    expect(await idOf(alone((asked) => device.answer(asked), 'client'))).toBe('wrong_factor');
    expect(await idOf(alone(() => ({})))).toBe('wrong_factor');
    const other = await firstStep(email);
    expect(await idOf(pass(other.step, { passkey: softPasskey().answer(other.passkey ?? {}) }))).toBe('wrong_factor');
  });

  it('is not asked for at a portal’s own domain, where no browser gives it: a recovery code opens that', async () => {
    const email = 'nora@client.test';
    await place.addPortalUser('Nora Nash', email);
    const caller = await place.callerFor(email, 'client');
    const { options } = await place.test.as(caller, startPasskey, {});
    const response = softPasskey().register(options);
    const { recoveryCodes } = await place.test.as(caller, confirmPasskey, { response, name: 'Phone' });
    const there = { ...origin, portal: 'client' as const, workspace: place.tenant };
    const found = await signIn(place.deps, { ...there, email, password: goodPassword });
    if (found.kind !== 'second_factor') throw new Error(`A second factor was expected, not ${found.kind}.`);
    expect([found.methods, found.passkey]).toEqual([[], null]);
    const code = recoveryCodes?.[0];
    const elsewhere = { ...there, workspace: caller.actor.clientId ?? '' };
    expect(await idOf(passSecondStep(place.deps, { ...elsewhere, step: found.step, code }))).toBe('choice_expired');
    expect(await idOf(passSecondStep(place.deps, { ...there, step: found.step, code }))).toBe('done');
  });

  it('is refused for a deactivated person', async () => {
    const { caller, id } = await staff('Abel Abbot');
    const device = await add(caller);
    await place.test.inside(place.tenant, (ctx) =>
      ctx.db.rows(sql`update users set is_active = false where tenant_id = ${place.tenant} and id = ${id}`),
    );
    expect(await idOf(alone((asked) => device.answer(asked)))).toBe('wrong_factor');
  });

  it('cannot be added twice, by an old question, or to somebody else', async () => {
    const { caller } = await staff('Bea Brandt');
    const device = softPasskey();
    const { options } = await place.test.as(caller, startPasskey, {});
    const response = device.register(options);
    await place.test.as(caller, confirmPasskey, { response, name: 'Laptop' });
    expect(await idOf(place.test.as(caller, confirmPasskey, { response, name: 'Laptop' }))).toBe('challenge_expired');
    const again = await place.test.as(caller, startPasskey, {});
    const twice = place.test.as(caller, confirmPasskey, { response: device.register(again.options), name: 'Twin' });
    await expect(twice).rejects.toMatchObject({ message: 'This passkey is registered already.' });
  });
});

describe('proving again who one is', () => {
  it('is asked for 15 minutes after the sign-in, by the second factor where there is one, and guesses are counted', async () => {
    const { caller } = await staff('Carl Carver');
    await later(14 * minute);
    const { secret } = await addApp(caller);
    await later(16 * minute);
    expect(await idOf(place.test.as(caller, startTotp, {}))).toBe('proof_needed');
    expect(await askForProof(place.deps, caller)).toEqual({ methods: ['totp'], passkey: null });
    const prove = (proof: { code?: string; password?: string }) => idOf(giveProof(place.deps, caller, proof, origin));
    expect(await prove({ password: goodPassword })).toBe('wrong_factor');
    expect(await prove({ code: codeOf(secret) })).toBe('done');
    expect(await idOf(place.test.as(caller, startTotp, {}))).toBe('done');
    await later(32 * minute);
    expect(await idOf(place.test.as(caller, newRecoveryCodes, {}))).toBe('proof_needed');
    for (let n = 0; n < 5; n += 1) expect(await prove({ code: `11111${n}` })).toBe('wrong_factor');
    expect(await prove({ code: codeOf(secret) })).toBe('too_many');
  });

  it('takes the password of somebody without a factor, and nothing from an API key', async () => {
    const { caller } = await staff('Dora Dunn');
    await later(16 * minute);
    expect(await askForProof(place.deps, caller)).toEqual({ methods: ['password'], passkey: null });
    expect(await idOf(giveProof(place.deps, caller, { password: 'not this one 1' }, origin))).toBe('wrong_factor');
    expect(await idOf(giveProof(place.deps, caller, { password: goodPassword }, origin))).toBe('done');
    const byKey = { ...caller, actor: { ...caller.actor, kind: 'api_key' as const, sessionId: null } };
    expect(await idOf(place.test.as(byKey, requireFactor, { id: byKey.tenant, isRequired: true, graceDays: 1 }))).toBe(
      'forbidden',
    );
    expect(await idOf(giveProof(place.deps, byKey, { password: goodPassword }, origin))).toBe('unauthenticated');
  });
});

describe('a role that demands a second factor', () => {
  it('warns for the days of grace, then opens nothing but setting one up, and everything once it is there', async () => {
    const olive = await place.callerFor('olive@northstar.test');
    const fin = await staff('Finn Fisher', 'Finance');
    const { rows } = await place.test.as(olive, listRoles, { side: 'msp' });
    const finance = rows.find((role) => role.name === 'Finance')?.id ?? '';
    await place.test.as(olive, requireFactor, { id: finance, isRequired: true, graceDays: 1 });
    const token = await place.enter(fin.email);
    const now = () => callerFromSession(place.test.house, token, { requestId: 'r' }).then((found) => found as Caller);
    expect((await place.test.as(await now(), getMe, {})).factorDueAt).not.toBeNull();
    expect(await idOf(place.test.as(await now(), listUsers, { state: 'all', limit: 5 }))).toBe('done');
    const hour = 60 * minute;
    for (let hours = 7; hours < 24; hours += 7) {
      await later(hours * hour);
      await now();
    }
    await later(24.1 * hour);
    expect(await idOf(place.test.as(await now(), listUsers, { state: 'all', limit: 5 }))).toBe('second_factor_missing');
    expect((await place.test.as(await now(), myFactors, {})).requiredFrom).not.toBeNull();
    await giveProof(place.deps, await now(), { password: goodPassword }, origin);
    await addApp(await now());
    expect(await idOf(place.test.as(await now(), listUsers, { state: 'all', limit: 5 }))).toBe('done');
    const { factors } = await place.test.as(await now(), myFactors, {});
    expect(await idOf(place.test.as(await now(), removeFactor, { id: factors[0]?.id ?? '' }))).toBe(
      'second_factor.last',
    );
  });

  it('lets an administrator take lost factors off: signed out, told who did it, and nobody takes an Owner’s but an Owner', async () => {
    const ada = await staff('Adam Admin', 'Admin');
    const gus = await staff('Gus Gray');
    await addApp(gus.caller);
    const token = (await pass((await firstStep(gus.email)).step, { code: (await newCodes(gus.caller))[0] ?? '' }))
      .token;
    await place.test.as(ada.caller, resetFactors, { id: gus.id });
    expect(await callerFromSession(place.test.house, token, { requestId: 'r' })).toBeNull();
    expect(await place.enter(gus.email)).toContain('.');
    await settle(place.test);
    const last = (await place.mails()).filter((mail) => mail.to === gus.email).at(-1);
    expect(last?.text).toContain('taken off by Adam Admin');
    const olive = await place.callerFor('olive@northstar.test');
    const { id } = await place.test.as(olive, getMe, {});
    expect(await idOf(place.test.as(ada.caller, resetFactors, { id }))).toBe('owner_only');
    expect(await idOf(place.test.as(gus.caller, resetFactors, { id: ada.id }))).toBe('forbidden');
  });
  const newCodes = async (caller: Caller) => (await place.test.as(caller, newRecoveryCodes, {})).recoveryCodes;
});
