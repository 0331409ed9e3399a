import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import {
  activateUser,
  changePassword,
  createTeam,
  createUser,
  deactivateUser,
  invitePortalUser,
  inviteUser,
  listPortalUsers,
  listRoles,
  listSessions,
  listTeams,
  listUsers,
  revokePortalUser,
  revokeSession,
  setPortalRole,
  updateTeam,
  updateUser,
} from '../contract';
import { callerFromSession } from '../sign-in/session';
import { setPasswordByLink } from '../sign-in/password-reset';
import { goodPassword, openWorkplace, origin, tokenIn, type Workplace } from '../testing/workplace';

let place: Workplace;
beforeAll(async () => {
  place = await openWorkplace();
});
afterAll(() => place.test.close());

const olive = () => place.callerFor('olive@northstar.test');
const roleId = async (name: string, side: 'msp' | 'client' = 'msp') => {
  const { rows } = await place.test.as(await olive(), listRoles, { side });
  return String(rows.find((role) => role.name === name)?.id);
};
const alive = async (token: string) => (await callerFromSession(place.test.house, token, { requestId: 'r' })) !== null;
const lastMail = async (to: string) => (await place.mails()).filter((mail) => mail.to === to).at(-1);

describe('colleagues', () => {
  it('are invited by mail and choose their own password within seven days', async () => {
    const caller = await olive();
    const { id } = await place.test.as(caller, createUser, {
      name: 'Tess Tanaka',
      email: 'Tess@Northstar.test',
      roleIds: [await roleId('Technician')],
    });
    expect(await place.refusal('tess@northstar.test')).toMatch(/^wrong_sign_in/);
    const invitation = await lastMail('tess@northstar.test');
    expect(invitation?.subject).toBe('You are invited to Northstar IT');
    await place.test.as(caller, inviteUser, { id });
    await expect(
      setPasswordByLink(place.deps, { ...origin, token: tokenIn(invitation?.text ?? ''), password: goodPassword }),
    ).rejects.toMatchObject({ id: 'link_expired' });
    const again = tokenIn((await lastMail('tess@northstar.test'))?.text ?? '');
    await place.test.travel(6.9 * 86_400_000);
    await setPasswordByLink(place.deps, { ...origin, token: again, password: goodPassword });
    await place.test.travel(0);
    const tess = await place.callerFor('tess@northstar.test');
    expect(tess.actor.permissions).toEqual(new Set(['user.read', 'team.read', 'portal_access.read']));
  });

  it('are refused twice with one address, with a portal role, and without a role', async () => {
    const caller = await olive();
    const person = { name: 'Olive Two', email: 'olive@northstar.test', roleIds: [await roleId('Technician')] };
    await expect(place.test.as(caller, createUser, person)).rejects.toMatchObject({
      id: 'conflict',
      message: expect.stringContaining('address'),
    });
    const client = { ...person, email: 'x@northstar.test', roleIds: [await roleId('User', 'client')] };
    await expect(place.test.as(caller, createUser, client)).rejects.toMatchObject({
      fields: { roleIds: expect.any(String) },
    });
    await expect(place.test.as(caller, createUser, { ...person, roleIds: [] })).rejects.toMatchObject({
      id: 'invalid',
    });
    await expect(place.test.as(caller, createUser, { ...client, roleIds: [newId()] })).rejects.toMatchObject({
      id: 'not_found',
    });
  });

  it('are out at once when they are deactivated, and their name stays', async () => {
    const id = await place.addStaff('Tom Thorn', 'Technician');
    const token = await place.enter('tom@northstar.test');
    await place.test.as(await olive(), deactivateUser, { id });
    expect(await alive(token)).toBe(false);
    expect(await place.refusal('tom@northstar.test')).toMatch(/^wrong_sign_in/);
    const { rows } = await place.test.as(await olive(), listUsers, { state: 'inactive', limit: 200 });
    expect(rows.map((row) => row.name)).toEqual(['Tom Thorn']);
    const events = await place.test.rows(
      place.tenant,
      sql`select 1 from outbox where tenant_id = ${place.tenant} and type = 'user.deactivated' and aggregate_id = ${id}`,
    );
    expect(events).toHaveLength(1);
    await place.test.as(await olive(), activateUser, { id });
    expect(await alive(token)).toBe(false);
    expect(await alive(await place.enter('tom@northstar.test'))).toBe(true);
  });

  it('get and lose permissions from the next request on, with an audit row', async () => {
    const id = await place.addStaff('Mona Moss', 'Manager');
    const token = await place.enter('mona@northstar.test');
    await place.test.as(await olive(), updateUser, { id, roleIds: [await roleId('Dispatcher')] });
    const caller = await callerFromSession(place.test.house, token, { requestId: 'r' });
    expect(caller?.actor.permissions).not.toContain('portal_access.invite');
    const audit = await place.test.rows<{ before: unknown; after: unknown }>(
      place.tenant,
      sql`select before, after from audit_log where tenant_id = ${place.tenant} and action = 'role.assign' and subject_id = ${id}`,
    );
    expect(audit).toEqual([{ before: { roles: ['Manager'] }, after: { roles: ['Dispatcher'] } }]);
  });

  it('are listed page by page, each once', async () => {
    const caller = await olive();
    const names: string[] = [];
    let after: string | undefined;
    do {
      const page = await place.test.as(caller, listUsers, { state: 'active', limit: 2, after });
      names.push(...page.rows.map((row) => row.name));
      after = page.next ?? undefined;
    } while (after);
    const all = await place.test.as(caller, listUsers, { state: 'active', limit: 200 });
    expect(names).toEqual(all.rows.map((row) => row.name));
    expect(names.length).toBeGreaterThan(3);
  });

  it('report to nobody below themselves', async () => {
    const [upper, lower] = [
      await place.addStaff('Upper One', 'Manager'),
      await place.addStaff('Lower Two', 'Technician'),
    ];
    await place.test.as(await olive(), updateUser, { id: lower, reportsTo: upper });
    await expect(place.test.as(await olive(), updateUser, { id: upper, reportsTo: lower })).rejects.toMatchObject({
      id: 'invalid',
    });
  });
});

describe('Owners', () => {
  it('are changed, made and taken by Owners only', async () => {
    await place.addStaff('Ada Admin', 'Admin');
    const ada = await place.callerFor('ada@northstar.test');
    const me = await olive();
    const id = String(me.actor.id);
    await expect(place.test.as(ada, deactivateUser, { id })).rejects.toMatchObject({ id: 'owner_only' });
    await expect(place.test.as(ada, updateUser, { id, email: 'ada2@northstar.test' })).rejects.toMatchObject({
      id: 'owner_only',
    });
    const adaId = String(ada.actor.id);
    await expect(place.test.as(ada, updateUser, { id: adaId, roleIds: [await roleId('Owner')] })).rejects.toMatchObject(
      { id: 'owner_only' },
    );
  });

  it('keep the last one, also when two leave at once', async () => {
    const me = await olive();
    const id = String(me.actor.id);
    const manager = [await roleId('Manager')];
    await expect(place.test.as(me, updateUser, { id, roleIds: manager })).rejects.toMatchObject({ id: 'last_owner' });
    await expect(place.test.as(me, deactivateUser, { id })).rejects.toMatchObject({ id: 'last_owner' });
    await place.addStaff('Otis Owner', 'Owner');
    const otis = await place.callerFor('otis@northstar.test');
    const results = await Promise.allSettled(
      [me, otis].map((caller) => place.test.as(caller, updateUser, { id: String(caller.actor.id), roleIds: manager })),
    );
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    const left = results[0]?.status === 'rejected' ? me : otis;
    const gone = left === me ? otis : me;
    await place.test.as(left, updateUser, { id: String(gone.actor.id), roleIds: [await roleIdAs(left, 'Owner')] });
  });
});

const roleIdAs = async (caller: Awaited<ReturnType<typeof olive>>, name: string) => {
  const { rows } = await place.test.as(caller, listRoles, { side: 'msp' });
  return String(rows.find((role) => role.name === name)?.id);
};

describe('devices', () => {
  it('are listed with the own one marked, and revoked one by one', async () => {
    await place.addStaff('Nia Nolan', 'Technician');
    const here = await place.callerFor('nia@northstar.test');
    const there = await place.enter('nia@northstar.test');
    const { sessions } = await place.test.as(here, listSessions, {});
    expect(sessions.map((session) => [session.isCurrent, session.userAgent])).toEqual([
      [true, 'Firefox on Debian'],
      [false, 'Firefox on Debian'],
    ]);
    await place.test.as(here, revokeSession, { id: String(sessions[1]?.id) });
    expect(await alive(there)).toBe(false);
    const mona = await place.callerFor('mona@northstar.test');
    await expect(place.test.as(mona, revokeSession, { id: String(sessions[0]?.id) })).rejects.toMatchObject({
      id: 'not_found',
    });
    await expect(place.test.as(mona, listSessions, { userId: String(here.actor.id) })).rejects.toMatchObject({
      id: 'not_found',
    });
    await place.test.as(await olive(), revokeSession, { id: String(sessions[0]?.id) });
    await expect(place.test.as(here, listSessions, {})).resolves.toEqual({ sessions: [] });
  });

  it('are signed out by a change of the password, all but the own one', async () => {
    await place.addStaff('Pia Poe', 'Project Manager');
    const [here, there] = [await place.enter('pia@northstar.test'), await place.enter('pia@northstar.test')];
    const caller = await callerFromSession(place.test.house, here, { requestId: 'r' });
    if (!caller) throw new Error('No caller.');
    const change = { current: 'not my password', password: 'Granite-Violin-88' };
    await expect(place.test.as(caller, changePassword, change)).rejects.toMatchObject({
      fields: { current: expect.any(String) },
    });
    await expect(
      place.test.as(caller, changePassword, { current: goodPassword, password: 'short' }),
    ).rejects.toMatchObject({
      fields: { password: expect.any(String) },
    });
    await place.test.as(caller, changePassword, { ...change, current: goodPassword });
    expect([await alive(here), await alive(there)]).toEqual([true, false]);
    expect(await place.enter('pia@northstar.test', 'msp', 'Granite-Violin-88')).toBeTruthy();
  });
});

describe('portal users', () => {
  it('are invited as contacts, get a role, and lose access at once', async () => {
    const contactId = await place.addContact('Amy Adams', 'amy@acme.test');
    const caller = await olive();
    const { id } = await place.test.as(caller, invitePortalUser, { contactId, role: 'User' });
    const mail = await lastMail('amy@acme.test');
    await setPasswordByLink(place.deps, { ...origin, token: tokenIn(mail?.text ?? ''), password: goodPassword });
    const amy = await place.callerFor('amy@acme.test', 'client');
    expect(amy).toMatchObject({
      door: 'portal',
      actor: { userType: 'client', contactId, clientId: expect.any(String) },
    });
    expect(amy.actor.permissions).toEqual(new Set());
    await place.test.as(caller, setPortalRole, { id, role: 'Admin' });
    const { rows } = await place.test.as(caller, listPortalUsers, {});
    expect(rows).toMatchObject([
      { name: 'Amy Adams', role: 'Admin', client: { name: 'Client of Amy Adams' }, hasPassword: true },
    ]);
    await expect(place.test.as(caller, invitePortalUser, { contactId, role: 'User' })).rejects.toMatchObject({
      id: 'portal_user.exists',
    });
    const token = await place.enter('amy@acme.test', 'client');
    await place.test.as(caller, revokePortalUser, { id });
    expect(await alive(token)).toBe(false);
    expect((await place.test.as(caller, invitePortalUser, { contactId, role: 'User' })).id).toBe(id);
  });

  it('are out with their contact or client, and with a move to another client until they are invited anew', async () => {
    const id = await place.addPortalUser('Ulf Unger', 'ulf@acme.test');
    const contactId = String((await place.callerFor('ulf@acme.test', 'client')).actor.contactId);
    const token = await place.enter('ulf@acme.test', 'client');
    const change = (statement: ReturnType<typeof sql>) =>
      place.test.inside(place.tenant, (ctx) => ctx.db.rows(statement));
    const isOut = async () => !(await alive(token)) && (await place.refusal('ulf@acme.test', { portal: 'client' }));
    const setContact = (value: boolean) =>
      change(sql`update contacts set is_inactive = ${value} where tenant_id = ${place.tenant} and id = ${contactId}`);
    const setClient = (value: boolean) =>
      change(sql`update clients set is_inactive = ${value} where tenant_id = ${place.tenant}
        and id = (select client_id from users where tenant_id = ${place.tenant} and id = ${id})`);
    for (const set of [setContact, setClient]) {
      await set(true);
      expect(await isOut()).toMatch(/^wrong_sign_in/);
      await set(false);
      expect(await alive(token)).toBe(true);
    }
    const other = await place.addContact('Bo Berg', 'bo@bluefin.test');
    await change(
      sql`update contacts set client_id = (select client_id from contacts where tenant_id = ${place.tenant} and id = ${other})
          where tenant_id = ${place.tenant} and id = ${contactId}`,
    );
    expect(await isOut()).toMatch(/^wrong_sign_in/);
    expect((await place.test.as(await olive(), invitePortalUser, { contactId, role: 'User' })).id).toBe(id);
  });

  it('need an address and an existing contact', async () => {
    const caller = await olive();
    const contactId = await place.addContact('No Mail', null);
    await expect(place.test.as(caller, invitePortalUser, { contactId, role: 'User' })).rejects.toMatchObject({
      id: 'contact.no_address',
    });
    await expect(place.test.as(caller, invitePortalUser, { contactId: newId(), role: 'User' })).rejects.toMatchObject({
      id: 'not_found',
    });
  });

  it('cannot be invited when the role is missing: the error names role and workspace', async () => {
    const contactId = await place.addContact('Cleo Cruz', 'cleo@cobalt.test');
    const caller = await olive();
    const rename = (from: string, to: string) =>
      place.test.inside(place.tenant, (ctx) =>
        ctx.db.rows(sql`update roles set name = ${to} where tenant_id = ${place.tenant} and client and name = ${from}`),
      );
    await rename('User', 'Client_User');
    await expect(place.test.as(caller, invitePortalUser, { contactId, role: 'User' })).rejects.toMatchObject({
      id: 'portal_role_missing',
      data: { role: 'User', tenant: place.tenant },
    });
    await rename('Client_User', 'User');
  });
});

describe('teams', () => {
  it('have members and a lead, and take staff only', async () => {
    const caller = await olive();
    const me = String(caller.actor.id);
    const { id } = await place.test.as(caller, createTeam, {
      name: 'Service Desk',
      managerId: me,
      members: [{ userId: me, role: 'lead' }],
    });
    const other = await place.addStaff('Quin Quill', 'Technician');
    await place.test.as(caller, updateTeam, {
      id,
      members: [
        { userId: me, role: 'lead' },
        { userId: other, role: 'member' },
      ],
    });
    const { rows } = await place.test.as(caller, listTeams, {});
    expect(rows).toMatchObject([
      {
        name: 'Service Desk',
        manager: { id: me },
        members: [{ role: 'lead' }, { name: 'Quin Quill', role: 'member' }],
      },
    ]);
    const client = await place.addPortalUser('Zed Zorn', 'zed@acme.test');
    await expect(
      place.test.as(caller, updateTeam, { id, members: [{ userId: client, role: 'member' }] }),
    ).rejects.toMatchObject({ id: 'not_found' });
    await expect(place.test.as(caller, createTeam, { name: 'Service Desk', members: [] })).rejects.toMatchObject({
      id: 'conflict',
    });
  });
});
