import { sql } from '@kelp/platform/db';
import type { Caller } from '@kelp/kernel';
import {
  createApiKey,
  createRole,
  createUser,
  deactivateUser,
  deleteRole,
  listRoles,
  listUsers,
  permissionCatalogue,
  requireFactor,
  updateRole,
  updateUser,
} from '../contract';
import { callerFromSession } from '../sign-in/session';
import { openWorkplace, type Workplace } from '../testing/workplace';

let place: Workplace;
beforeAll(async () => {
  place = await openWorkplace();
});
afterAll(() => place.test.close());

const olive = () => place.callerFor('olive@northstar.test');
const rolesOf = async (side: 'msp' | 'client' = 'msp') =>
  (await place.test.as(await olive(), listRoles, { side })).rows;
async function role(name: string, side: 'msp' | 'client' = 'msp') {
  const found = (await rolesOf(side)).find((one) => one.name === name);
  if (!found) throw new Error(`No role ${name}.`);
  return found;
}
const allowed = async (name: string) => (await role(name)).permissions.map((one) => one.name);
const make = async (name: string, permissions: string[]) =>
  (await place.test.as(await olive(), createRole, { name, permissions })).id;
const give = async (userId: string, ...roleIds: string[]) =>
  place.test.as(await olive(), updateUser, { id: userId, roleIds });
const trail = (action: string, id: string) =>
  place.test.rows<{ before: unknown; after: unknown }>(
    place.tenant,
    sql`select before, after from audit_log where tenant_id = ${place.tenant} and action = ${action} and subject_id = ${id} order by id`,
  );

describe('own roles', () => {
  it('allow what is named, are copied with their demand for a second factor, renamed and counted', async () => {
    const id = await make('Night shift', ['user.read', 'team.read', 'team.read']);
    expect(await role('Night shift')).toMatchObject({
      isShipped: false,
      people: 0,
      permissions: [
        { name: 'user.read', label: 'See people' },
        { name: 'team.read', label: 'See teams' },
      ],
    });
    expect(await trail('role.allow', id)).toEqual([
      { before: { allowed: [] }, after: { allowed: ['team.read', 'user.read'] } },
    ]);
    await place.test.as(await olive(), requireFactor, { id, isRequired: true, graceDays: 90 });
    await place.test.as(await olive(), createRole, { name: 'Copy', permissions: ['user.read'], copyOf: id });
    expect((await role('Copy')).secondFactorFrom).toEqual((await role('Night shift')).secondFactorFrom);
    await place.test.as(await olive(), updateRole, { id, name: 'Nights' });
    const person = await place.addStaff('Nina Night', 'Technician');
    await give(person, id);
    expect(await role('Nights')).toMatchObject({ people: 1 });
  });

  it('refuse a name that is taken, in any case, and permissions that are none or of the portal', async () => {
    await expect(make('TECHNICIAN', [])).rejects.toMatchObject({ fields: { name: expect.any(String) } });
    await expect(make('Odd', ['ticket.fly'])).rejects.toMatchObject({ fields: { permissions: expect.any(String) } });
    const portal = (await place.test.as(await olive(), permissionCatalogue, {})).rows.find(
      ({ side }) => side === 'client',
    );
    if (portal) await expect(make('Odd', [portal.name])).rejects.toMatchObject({ id: 'invalid' });
  });

  it('are deleted while nobody holds them, else with a replacement only', async () => {
    const id = await make('Short-lived', ['user.read']);
    const [one, two] = [await place.addStaff('Una One', 'Technician'), await place.addStaff('Theo Two', 'Technician')];
    await give(one, id);
    await give(two, id, (await role('Manager')).id);
    const caller = await olive();
    await expect(place.test.as(caller, deleteRole, { id })).rejects.toMatchObject({
      id: 'role.in_use',
      data: { people: 2 },
      message: expect.stringContaining('2 people'),
    });
    await expect(place.test.as(caller, deleteRole, { id, replacementId: id })).rejects.toMatchObject({ id: 'invalid' });
    await place.test.as(caller, deleteRole, { id, replacementId: (await role('Manager')).id });
    expect((await rolesOf()).some((found) => found.id === id)).toBe(false);
    const { rows } = await place.test.as(caller, listUsers, { state: 'all', limit: 200 });
    const names = (userId: string) => rows.find((row) => row.id === userId)?.roles.map(({ name }) => name);
    expect([names(one), names(two)]).toEqual([['Manager'], ['Manager']]);
    expect((await trail('role.assign', two)).at(-1)).toEqual({
      before: { roles: ['Manager', 'Short-lived'] },
      after: { roles: ['Manager'] },
    });
  });

  it('are not deleted under somebody who gets them at the same moment', async () => {
    const id = await make('Contested', ['user.read']);
    const person = await place.addStaff('Cora Contest', 'Technician');
    const caller = await olive();
    const [gone, given] = await Promise.allSettled([
      place.test.as(caller, deleteRole, { id }),
      place.test.as(caller, updateUser, { id: person, roleIds: [id] }),
    ]);
    expect([gone.status, given.status].sort()).toEqual(['fulfilled', 'rejected']);
    const { rows } = await place.test.as(caller, listUsers, { search: 'Cora', state: 'all', limit: 10 });
    expect(rows[0]?.roles).toHaveLength(1);
  });
});

describe('shipped roles', () => {
  it('keep their names and stay; Owner and Admin keep everything', async () => {
    const caller = await olive();
    const technician = await role('Technician');
    await expect(place.test.as(caller, updateRole, { id: technician.id, name: 'Fixer' })).rejects.toMatchObject({
      id: 'role.shipped',
    });
    for (const name of ['Technician', 'Owner', 'Admin'])
      await expect(place.test.as(caller, deleteRole, { id: (await role(name)).id })).rejects.toMatchObject({
        id: 'role.shipped',
      });
    for (const side of ['msp', 'client'] as const)
      await expect(
        place.test.as(caller, updateRole, { id: (await role('Admin', side)).id, permissions: [] }),
      ).rejects.toMatchObject({ id: 'role.everything' });
    await expect(place.test.as(caller, deleteRole, { id: (await role('User', 'client')).id })).rejects.toMatchObject({
      id: 'role.shipped',
    });
  });

  it('change what they allow, and go back to what was shipped', async () => {
    const caller = await olive();
    const { id } = await role('Dispatcher');
    const shipped = await allowed('Dispatcher');
    await place.test.as(caller, updateRole, { id, permissions: [...shipped, 'user.invite'] });
    expect(await role('Dispatcher')).toMatchObject({ followsDefault: false });
    expect(await allowed('Dispatcher')).toContain('user.invite');
    await place.test.as(caller, updateRole, { id, followsDefault: true });
    expect(await allowed('Dispatcher')).toEqual(shipped);
    expect(await trail('role.allow', id)).toEqual([
      { before: { allowed: [] }, after: { allowed: ['user.invite'] } },
      { before: { allowed: ['user.invite'] }, after: { allowed: [] } },
    ]);
  });

  it('refuse a stale write', async () => {
    const { id, version } = await role('Finance');
    await place.test.as(await olive(), updateRole, { id, version, permissions: ['user.read'] });
    await expect(place.test.as(await olive(), updateRole, { id, version, permissions: [] })).rejects.toMatchObject({
      id: 'stale',
    });
  });
});

describe('nobody gives what they do not hold', () => {
  const mine = ['role.read', 'role.create', 'role.update', 'role.delete', 'role.assign', 'user.read', 'user.create'];
  let helper: Caller;
  beforeAll(async () => {
    const id = await make('Helper', [...mine, 'user.update', 'user.reset_factors']);
    await give(await place.addStaff('Hal Helper', 'Technician'), id);
    helper = await place.callerFor('hal@northstar.test');
  });

  it('neither by a new role, nor by a changed one, nor by a reset', async () => {
    await expect(
      place.test.as(helper, createRole, { name: 'Strong', permissions: ['user.deactivate', 'user.read'] }),
    ).rejects.toMatchObject({ id: 'role.beyond_own', data: { permissions: ['user.deactivate'] } });
    const own = await role('Helper');
    await expect(
      place.test.as(helper, updateRole, { id: own.id, permissions: [...mine, 'user.deactivate'] }),
    ).rejects.toMatchObject({ id: 'role.beyond_own' });
    const manager = await role('Manager');
    await place.test.as(await olive(), updateRole, { id: manager.id, permissions: ['user.read'] });
    await expect(place.test.as(helper, updateRole, { id: manager.id, followsDefault: true })).rejects.toMatchObject({
      id: 'role.beyond_own',
    });
    await place.test.as(await olive(), updateRole, { id: manager.id, followsDefault: true });
    const { rows } = await place.test.as(helper, permissionCatalogue, {});
    expect(rows.filter((row) => row.mayGive && row.side === 'msp').map((row) => row.name)).toEqual(
      expect.arrayContaining(mine),
    );
    expect(rows.find((row) => row.name === 'user.deactivate')?.mayGive).toBe(false);
  });

  it('nor by giving a stronger role to others or oneself, nor as a replacement', async () => {
    const [manager, weak] = [await role('Manager'), await make('Weak', ['user.read'])];
    const person = { name: 'New One', email: 'new.one@northstar.test' };
    await expect(place.test.as(helper, createUser, { ...person, roleIds: [manager.id] })).rejects.toMatchObject({
      id: 'role.beyond_own',
    });
    await expect(
      place.test.as(helper, updateUser, { id: String(helper.actor.id), roleIds: [manager.id] }),
    ).rejects.toMatchObject({ id: 'role.beyond_own' });
    await expect(place.test.as(helper, deleteRole, { id: weak, replacementId: manager.id })).rejects.toMatchObject({
      id: 'role.beyond_own',
    });
    await place.test.as(helper, createUser, { ...person, roleIds: [weak] });
  });

  it('nor by taking over somebody who may do more: their address and roles are out of reach', async () => {
    const mona = await place.addStaff('Mona Moss', 'Manager');
    await expect(
      place.test.as(helper, updateUser, { id: mona, email: 'hal+mona@northstar.test' }),
    ).rejects.toMatchObject({ id: 'user.above' });
    await expect(
      place.test.as(helper, updateUser, { id: mona, roleIds: [(await role('Weak')).id] }),
    ).rejects.toMatchObject({ id: 'user.above' });
    await place.test.as(helper, updateUser, { id: mona, name: 'Mona M. Moss' });
  });
});

it('asks again who one is, and refuses keys', async () => {
  const caller = await olive();
  await place.test.travel(16 * 60_000);
  const old = { name: 'Too late', permissions: [] };
  await expect(place.test.as(caller, createRole, old)).rejects.toMatchObject({ id: 'proof_needed' });
  const { id } = await role('Technician');
  await expect(place.test.as(caller, updateRole, { id, permissions: [] })).rejects.toMatchObject({
    id: 'proof_needed',
  });
  await expect(place.test.as(caller, deleteRole, { id })).rejects.toMatchObject({ id: 'proof_needed' });
  const colleague = await place.addStaff('Ada Again', 'Technician');
  const more = [id, (await role('Dispatcher')).id];
  const giveMore = (by: Caller) => place.test.as(by, updateUser, { id: colleague, roleIds: more });
  await expect(giveMore(caller)).rejects.toMatchObject({ id: 'proof_needed' });
  const makeKey = (by: Caller) => place.test.as(by, createApiKey, { name: 'Late', expiresAt: null });
  await expect(makeKey(caller)).rejects.toMatchObject({ id: 'proof_needed' });
  await place.test.travel(0);
  const key = { ...caller, actor: { ...caller.actor, kind: 'api_key' as const, sessionId: null } };
  await expect(place.test.as(key, createRole, old)).rejects.toMatchObject({ id: 'proof.person' });
  await expect(makeKey(key)).rejects.toMatchObject({ id: 'proof.person' });
  // A program that brings people in from elsewhere gives them their roles.
  await giveMore(key);
});

it('takes a right from its people at their next request', async () => {
  const id = await make('Reader', ['user.read', 'team.read']);
  await give(await place.addStaff('Rita Reader', 'Technician'), id);
  const token = await place.enter('rita@northstar.test');
  const now = async () =>
    [...((await callerFromSession(place.test.house, token, { requestId: 'r' }))?.actor.permissions ?? [])].sort();
  expect(await now()).toEqual(['team.read', 'user.read']);
  await place.test.as(await olive(), updateRole, { id, permissions: ['team.read'] });
  expect(await now()).toEqual(['team.read']);
});

it('keeps the last Owner however it is tried, also at the same moment', async () => {
  const owner = (await role('Owner')).id;
  const technician = (await role('Technician')).id;
  const second = await place.addStaff('Otto Second', 'Owner');
  const [first, other] = [await olive(), await place.callerFor('otto@northstar.test')];
  const outcome = await Promise.allSettled([
    place.test.as(first, updateUser, { id: second, roleIds: [technician] }),
    place.test.as(other, updateUser, { id: String(first.actor.id), roleIds: [technician] }),
  ]);
  expect(outcome.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const owners = () =>
    place.test.rows<{ userId: string }>(
      place.tenant,
      sql`select user_id from user_roles where tenant_id = ${place.tenant} and role_id = ${owner}`,
    );
  const [left] = await owners();
  expect(await owners()).toHaveLength(1);
  const last = left?.userId === second ? other : first;
  const lastId = String(last.actor.id);
  await expect(place.test.as(last, updateUser, { id: lastId, roleIds: [technician] })).rejects.toMatchObject({
    id: 'last_owner',
  });
  await expect(place.test.as(last, deactivateUser, { id: lastId })).rejects.toMatchObject({ id: 'last_owner' });
  await expect(place.test.as(last, deleteRole, { id: owner, replacementId: technician })).rejects.toMatchObject({
    id: 'role.shipped',
  });
});
