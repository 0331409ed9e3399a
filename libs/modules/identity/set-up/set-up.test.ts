import { sql } from '@kelp/platform/db';
import { redisAttemptCounter } from '@kelp/platform/redis';
import { testHouse, type TestHouse } from '@kelp/testing';
import { identityModule } from '../module';
import { signIn } from '../sign-in/sign-in';
import { setPasswordByLink } from '../sign-in/password-reset';
import { checkPortalRoles, repairPortalRoles } from '../portal-roles';
import { goodPassword, origin, tokenIn } from '../testing/workplace';
import { addOperator, createTenantWithOwner, isOperator, resetLinks } from './operators';
import { completeSetup, makeSetupLink, setupState } from './set-up';

let test: TestHouse;
beforeEach(async () => {
  test = await testHouse(identityModule);
});
afterEach(() => test.close());

const details = {
  workspaceName: 'Northstar IT',
  zone: 'America/Chicago',
  currency: 'USD',
  name: 'Olive Olsen',
  email: 'olive@northstar.test',
  password: goodPassword,
};
const deps = () => ({
  house: test.house,
  counter: redisAttemptCounter(test.engines.redis, test.engines.config.REDIS_PREFIX),
  secret: test.engines.config.KELP_SECRET,
});
const newLink = async () => tokenIn((await makeSetupLink(test.house)) ?? '');

it('opens by the printed link, makes workspace, Owner and operator, and closes for good', async () => {
  const token = await newLink();
  expect(await setupState(test.house, token)).toBe('open');
  await expect(completeSetup(test.house, token, { ...details, password: 'password1' })).rejects.toMatchObject({
    id: 'invalid',
    fields: { password: expect.stringMatching(/9 characters.*\n.*common/) },
  });
  const { tenantId } = await completeSetup(test.house, token, details);
  expect(await setupState(test.house, token)).toBe('finished');
  expect(await makeSetupLink(test.house)).toBeNull();
  await expect(completeSetup(test.house, token, details)).rejects.toMatchObject({ id: 'setup.finished' });
  const session = await signIn(deps(), { ...origin, portal: 'msp', email: details.email, password: goodPassword });
  expect(session).toMatchObject({ kind: 'signed_in', tenantId });
  if (session.kind === 'signed_in') expect(await isOperator(test.house, tenantId, session.userId)).toBe(true);
  await expect(checkPortalRoles(test.house)).resolves.toBeUndefined();
});

it('voids the link of before a restart, and refuses a made-up one', async () => {
  const [old, fresh] = [await newLink(), await newLink()];
  expect(await setupState(test.house, old)).toBe('wrong_link');
  await expect(completeSetup(test.house, old, details)).rejects.toMatchObject({ id: 'setup.wrong_link' });
  await expect(completeSetup(test.house, 'made-up', details)).rejects.toMatchObject({ id: 'setup.wrong_link' });
  expect(await setupState(test.house, fresh)).toBe('open');
});

it('lets one of several browsers on one link win, also against a restart meanwhile', async () => {
  const token = await newLink();
  const names = ['First', 'Second', 'Third', 'Fourth'];
  const tries = names.map((workspaceName) => completeSetup(test.house, token, { ...details, workspaceName }));
  const [results] = await Promise.all([Promise.allSettled(tries), makeSetupLink(test.house)]);
  const winners = results.filter((result) => result.status === 'fulfilled');
  expect(winners.length).toBeLessThanOrEqual(1);
  const [row] = await test.house.database.control<{ count: number }>(sql`select count_tenants() as count`);
  expect(row?.count).toBe(winners.length);
  if (winners.length === 1) expect(await makeSetupLink(test.house)).toBeNull();
});

it('makes further workspaces whose Owner sets the password by a link', async () => {
  await completeSetup(test.house, await newLink(), details);
  const owner = { name: 'Otto Other', email: 'otto@other.test' };
  const made = await createTenantWithOwner(
    test.house,
    { name: 'Other IT', zone: 'Europe/Vienna', currency: 'EUR' },
    owner,
  );
  expect(await isOperator(test.house, made.tenantId, made.ownerId)).toBe(false);
  await setPasswordByLink(deps(), { ...origin, token: tokenIn(made.link ?? ''), password: goodPassword });
  const session = await signIn(deps(), { ...origin, portal: 'msp', email: owner.email, password: goodPassword });
  expect(session).toMatchObject({ kind: 'signed_in', tenantId: made.tenantId });
});

it('adds operators by address and asks which workspace when it is not clear', async () => {
  await completeSetup(test.house, await newLink(), details);
  const make = (name: string) =>
    createTenantWithOwner(test.house, { name, zone: 'UTC', currency: 'EUR' }, { name: 'Pat', email: 'pat@two.test' });
  const [first, second] = [await make('One'), await make('Two')];
  await expect(addOperator(test.house, 'pat@two.test')).rejects.toMatchObject({ id: 'operator.which' });
  await expect(addOperator(test.house, 'nobody@two.test')).rejects.toMatchObject({ id: 'invalid' });
  await addOperator(test.house, 'Pat@two.test', 'Two');
  await addOperator(test.house, 'pat@two.test', 'Two');
  expect(await isOperator(test.house, first.tenantId, first.ownerId)).toBe(false);
  expect(await isOperator(test.house, second.tenantId, second.ownerId)).toBe(true);
  const links = await resetLinks(test.house, 'pat@two.test');
  expect(links.map((link) => link.workspace).sort()).toEqual(['One', 'Two']);
});

it('names role and workspace when a client role is missing', async () => {
  const { tenantId } = await completeSetup(test.house, await newLink(), details);
  await test.inside(tenantId, (ctx) =>
    ctx.db.rows(sql`delete from roles where tenant_id = ${tenantId} and client and name = 'User'`),
  );
  await expect(checkPortalRoles(test.house)).rejects.toThrow(/"User" is missing in the workspace Northstar IT/);
  expect(await repairPortalRoles(test.house)).toBe(1);
  await expect(checkPortalRoles(test.house)).resolves.toBeUndefined();
});
