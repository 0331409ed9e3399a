import type { Ctx } from '@kelp/kernel';
import { hashPassword } from '@kelp/platform/crypto';
import { sql, type Row } from '@kelp/platform/db';
import { invalid, notFound } from '@kelp/std';
import { recordChange } from '@kelp/tenants';
import { plainAddress } from './domain/address';
import { checkPassword } from './domain/password-rules';
import { ownerRole } from './domain/shipped-roles';
import { userCreated } from './events';
import { roles, signInRoutes, userRoles, users } from './tables';

export interface NewUser {
  name: string;
  email: string;
  roleIds: readonly string[];
  /** Without one the person sets it through an invitation. */
  password?: string | undefined;
  reportsTo?: string | null | undefined;
  client?: { clientId: string; contactId: string } | undefined;
}

type User = Row<typeof users>;

/** Writes a person with roles and the way to the sign-in door. Internal unless `client` is given. Throws invalid for a weak password. */
export async function writeUser(ctx: Ctx, person: NewUser): Promise<User> {
  const email = plainAddress(person.email);
  const type = person.client ? 'client' : 'internal';
  if (person.password !== undefined) checkPassword(person.password, { email, name: person.name });
  const user = await ctx.db.insert(users, {
    type,
    email,
    name: person.name,
    passwordHash: person.password === undefined ? null : await hashPassword(person.password),
    reportsTo: person.reportsTo ?? null,
    clientId: person.client?.clientId ?? null,
    contactId: person.client?.contactId ?? null,
  });
  await giveRoles(ctx, user, person.roleIds);
  await ctx.db.insertMany(signInRoutes, [{ email, portal: type === 'client' ? 'client' : 'msp', userId: user.id }]);
  ctx.emit(userCreated, user.id, { userId: user.id, type });
  return user;
}

/** Replaces the roles of a person by these. Refuses an empty set, and roles of the other side. */
export async function giveRoles(ctx: Ctx, user: Pick<User, 'id' | 'type'>, roleIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(roleIds)];
  if (wanted.length === 0) throw invalid('Choose at least one role.', { roleIds: 'Choose at least one role.' });
  const found = await ctx.db.list(roles, { id: wanted });
  if (found.length < wanted.length) throw notFound('role');
  if (found.some((role) => role.client !== (user.type === 'client'))) {
    throw invalid('This role belongs to the other side.', {
      roleIds: 'Staff take staff roles, portal users portal roles.',
    });
  }
  await ctx.db.rows(sql`delete from user_roles where tenant_id = ${ctx.tenant} and user_id = ${user.id}`);
  await ctx.db.insertMany(
    userRoles,
    wanted.map((roleId) => ({ userId: user.id, roleId })),
  );
}

/** The id of a staff role by its name. Throws not_found. */
export async function staffRoleId(ctx: Ctx, name: string): Promise<string> {
  const role = await ctx.db.find(roles, { name, msp: true });
  if (!role) throw notFound(`role "${name}"`);
  return role.id;
}

/** The first person of a workspace, with the role Owner. Throws invalid for a weak password. Returns the user's id. */
export async function createOwner(
  ctx: Ctx,
  owner: { name: string; email: string; password?: string },
): Promise<string> {
  const user = await writeUser(ctx, { ...owner, roleIds: [await staffRoleId(ctx, ownerRole)] });
  return user.id;
}

/** Makes a person of this tenant an operator of the installation. Does nothing when they are one. */
export async function writeOperator(ctx: Ctx, userId: string): Promise<void> {
  const added = await ctx.db.maybe(
    sql`insert into operators (tenant_id, user_id) values (${ctx.tenant}, ${userId}) on conflict do nothing returning user_id`,
  );
  if (!added) return;
  const after = { isOperator: true };
  await recordChange(ctx, { action: 'operator.add', subject: 'users', subjectId: userId, before: null, after });
}
