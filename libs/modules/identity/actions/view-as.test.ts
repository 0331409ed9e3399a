import { sql } from '@kelp/platform/db';
import type { Caller } from '@kelp/kernel';
import {
  createRole,
  createTeam,
  deleteRole,
  deactivateUser,
  endView,
  getMe,
  listRoles,
  listTeams,
  listUsers,
  startView,
  updateMe,
  updateUser,
} from '../contract';
import { giveProof } from '../factors/prove';
import { callerFromSession, signOut } from '../sign-in/session';
import { openWorkplace, origin, type Workplace } from '../testing/workplace';

let place: Workplace;
let tess: string;
let token: string;
beforeAll(async () => {
  place = await openWorkplace();
  tess = await place.addStaff('Tess Tanaka', 'Technician');
});
afterAll(() => place.test.close());
beforeEach(async () => {
  token = await place.enter('olive@northstar.test');
});

const now = async (): Promise<Caller> => {
  const caller = await callerFromSession(place.test.house, token, { requestId: 'r1' });
  if (!caller) throw new Error('The session does not hold.');
  return caller;
};
const roleId = async (name: string) => {
  const { rows } = await place.test.as(await place.callerFor('olive@northstar.test'), listRoles, { side: 'msp' });
  return String(rows.find((role) => role.name === name)?.id);
};

it('shows what the person sees from the next request on, until it is ended', async () => {
  expect(await place.test.as(await now(), startView, { userId: tess })).toEqual({ name: 'Tess Tanaka' });
  const caller = await now();
  expect(caller.actor).toMatchObject({ id: tess, name: 'Tess Tanaka', viewer: { name: 'Olive Olsen' } });
  expect(caller.actor.permissions).toEqual((await place.callerFor('tess@northstar.test')).actor.permissions);
  expect(await place.test.as(caller, getMe, {})).toMatchObject({
    name: 'Tess Tanaka',
    roles: ['Technician'],
    viewing: { kind: 'user', name: 'Tess Tanaka', by: 'Olive Olsen' },
  });
  await place.test.as(caller, listUsers, { state: 'active', limit: 10 });
  await expect(place.test.as(caller, listRoles, {})).rejects.toMatchObject({ id: 'forbidden' });
  await place.test.as(caller, endView, {});
  expect(await place.test.as(await now(), getMe, {})).toMatchObject({ name: 'Olive Olsen', viewing: null });
});

it('shows a role to the reader as whom they are', async () => {
  await place.test.as(await now(), startView, { roleId: await roleId('Auditor') });
  const me = await place.test.as(await now(), getMe, {});
  expect(me).toMatchObject({ name: 'Olive Olsen', roles: ['Auditor'], viewing: { kind: 'role', name: 'Auditor' } });
  expect(me.permissions).toContain('role.read');
  expect(me.permissions).not.toContain('role.update');
});

it('refuses every act, whoever may do it, and acts of doors that are no actions', async () => {
  await place.test.as(await now(), startView, { userId: tess });
  const caller = await now();
  const open: string[] = [];
  for (const { contract } of place.test.house.registry.actions.values()) {
    const refusal = await place.test.dispatcher.wire(contract.name, {}, caller).then(
      () => 'done',
      (error: { id: string }) => error.id,
    );
    if (refusal !== 'viewing_as') open.push(contract.name);
  }
  expect(open).toEqual(['me.end_view']);
  // that call ended it
  await place.test.as(await now(), startView, { userId: tess });
  await expect(giveProof(place.deps, await now(), { password: 'Harbor-Lantern-42' }, origin)).rejects.toMatchObject({
    id: 'viewing_as',
  });
  await expect(place.test.as(await now(), updateMe, { name: 'Somebody' })).rejects.toMatchObject({
    message: expect.stringContaining('Tess Tanaka'),
  });
  await signOut(place.test.house, token);
  expect(await callerFromSession(place.test.house, token, { requestId: 'r' })).toBeNull();
});

it('is written down as the doing of who looks', async () => {
  await place.test.as(await now(), startView, { userId: tess });
  await place.test.as(await now(), endView, {});
  const rows = await place.test.rows<{ actorName: string; action: string; after: unknown }>(
    place.tenant,
    sql`select actor_name, action, after from audit_log where tenant_id = ${place.tenant} and subject = 'users' and subject_id = ${tess}
        and action in ('me.view_as', 'me.end_view') order by id desc limit 2`,
  );
  expect(rows).toEqual([
    { actorName: 'Olive Olsen', action: 'me.end_view', after: { isLookedAs: false } },
    { actorName: 'Olive Olsen', action: 'me.view_as', after: { isLookedAs: true } },
  ]);
});

it('is for those who may, at people and roles below them', async () => {
  const olive = await now();
  const { id } = await place.test.as(olive, createRole, {
    name: 'Looker',
    permissions: ['user.view_as', 'user.read', 'team.read'],
  });
  const lou = await place.addStaff('Lou Looker', 'Technician');
  await place.test.as(olive, updateUser, { id: lou, roleIds: [id] });
  const caller = await place.callerFor('lou@northstar.test');
  await expect(place.test.as(caller, startView, { userId: String(olive.actor.id) })).rejects.toMatchObject({
    id: 'user.above',
  });
  await expect(place.test.as(caller, startView, { roleId: await roleId('Manager') })).rejects.toMatchObject({
    id: 'role.beyond_own',
  });
  await expect(place.test.as(caller, startView, { userId: lou })).rejects.toMatchObject({ id: 'view.self' });
  const tessAsCaller = await place.callerFor('tess@northstar.test');
  await expect(place.test.as(tessAsCaller, startView, { userId: lou })).rejects.toMatchObject({ id: 'forbidden' });
  const key: Caller = { ...olive, actor: { ...olive.actor, kind: 'api_key', sessionId: null } };
  await expect(place.test.as(key, startView, { userId: tess })).rejects.toMatchObject({ id: 'unauthenticated' });
});

it('follows whatever changes meanwhile: the right to look, the role, the person', async () => {
  const olive = await now();
  const { id } = await place.test.as(olive, createRole, {
    name: 'Looks a while',
    permissions: ['user.view_as', 'user.read', 'team.read', 'portal_access.read', 'team.create'],
  });
  const short = await place.test.as(olive, createRole, { name: 'Short', permissions: ['user.read', 'team.create'] });
  const vera = await place.addStaff('Vera Viewer', 'Technician');
  const seen = await place.addStaff('Seen Person', 'Technician');
  await place.test.as(olive, updateUser, { id: vera, roleIds: [id] });
  await place.test.as(olive, updateUser, { id: seen, roleIds: [short.id] });
  token = await place.enter('vera@northstar.test');
  await place.test.as(await now(), startView, { userId: seen });
  expect([...((await now()).actor.permissions as Set<string>)].sort()).toEqual(['team.create', 'user.read']);
  await expect(place.test.as(await now(), createTeam, { name: 'No', members: [] })).rejects.toMatchObject({
    id: 'viewing_as',
  });
  // what the person gets beyond the looker stays out of sight
  await place.test.as(olive, updateUser, { id: seen, roleIds: [short.id, await roleId('Admin')] });
  expect((await now()).actor.permissions).not.toContain('role.read');
  await place.test.as(olive, deactivateUser, { id: seen });
  expect((await now()).actor.permissions).toEqual(new Set());
  await place.test.as(await now(), endView, {});
  await place.test.as(await now(), startView, { roleId: short.id });
  expect((await now()).actor.viewer?.as).toEqual({ kind: 'role', name: 'Short' });
  // a role that goes ends the look
  await place.test.as(olive, deleteRole, { id: short.id, replacementId: await roleId('Technician') });
  expect((await now()).actor.viewer).toBeUndefined();
  await place.test.as(await now(), startView, { userId: tess });
  // and so does the end of the right to look
  await place.test.as(olive, updateUser, { id: vera, roleIds: [await roleId('Technician')] });
  expect((await now()).actor).toMatchObject({ id: vera });
  expect((await now()).actor.viewer).toBeUndefined();
  await place.test.as(await now(), listTeams, {});
});
