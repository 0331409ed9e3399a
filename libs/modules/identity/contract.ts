import { contract, idOf, instant, lineOfText, pageOf, paging, z } from '@kelp/kernel/contract';

/** An address to sign in with; kept in lower case. */
export const mailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'At most 254 characters.')
  .regex(/^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+$/, 'Give an address such as tess@northstar.test.');

/** A password as typed. Whether it is good is checked by the action; the length is bounded because each check costs work. */
export const passwordText = z.string().min(1, 'Give a password.').max(1000, 'At most 1000 characters.');

const reference = z.object({ id: z.uuid(), name: z.string() });
const done = z.object({ id: z.uuid() });
const zone = z.string().min(1).max(64).nullable();
const portalRoleName = z.enum(['Admin', 'User']);

export const getMe = contract({
  name: 'me.get',
  input: z.object({}),
  output: z.object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    isEmailVerified: z.boolean(),
    userType: z.enum(['internal', 'client']),
    roles: z.array(z.string()),
    /** Names of all permissions held, sorted. */
    permissions: z.array(z.string()),
    isOperator: z.boolean(),
    tenant: z.object({
      id: z.uuid(),
      name: z.string(),
      zone: z.string(),
      currency: z.string(),
      locale: z.string(),
      isDemo: z.boolean(),
    }),
    zone: z.string().nullable(),
    locale: z.string(),
    /** For portal users: whom they belong to. */
    client: reference.nullable(),
    contactId: z.uuid().nullable(),
    /** Set while the reader looks as this person or role: everything here is theirs, and nothing can be changed. */
    viewing: z.object({ kind: z.enum(['user', 'role']), name: z.string(), by: z.string() }).nullable(),
    /** From when a second factor is demanded that the person does not have yet; null otherwise. */
    factorDueAt: instant.nullable(),
    /** Characters that a new password must have. */
    shortestPassword: z.number(),
    version: z.number(),
  }),
});
export type Me = z.output<typeof getMe.output>;

export const updateMe = contract({
  name: 'me.update',
  input: z.object({ version: z.number().int().optional(), name: lineOfText().optional(), zone: zone.optional() }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const changePassword = contract({
  name: 'me.change_password',
  input: z.object({ current: passwordText, password: passwordText }),
  output: z.object({}),
});

export const sendVerification = contract({ name: 'me.verify_email', input: z.object({}), output: z.object({}) });

export const sessionCard = z.object({
  id: z.uuid(),
  userAgent: z.string(),
  remoteAddress: z.string(),
  createdAt: instant,
  seenAt: instant,
  expiresAt: instant,
  isCurrent: z.boolean(),
});
export type SessionCard = z.output<typeof sessionCard>;

export const listSessions = contract({
  name: 'session.list',
  input: z.object({ userId: idOf('user').optional() }),
  output: z.object({ sessions: z.array(sessionCard) }),
});

export const revokeSession = contract({
  name: 'session.revoke',
  input: z.object({ id: idOf('session') }),
  output: done,
});

/** Signs a person out everywhere, or oneself everywhere but here. */
export const revokeSessions = contract({
  name: 'session.revoke_all',
  input: z.object({ userId: idOf('user').optional() }),
  output: z.object({}),
});

export const userCard = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  isActive: z.boolean(),
  /** False until the person has set a password. */
  hasPassword: z.boolean(),
  hasSecondFactor: z.boolean(),
  roles: z.array(reference),
  teams: z.array(reference),
  reportsTo: reference.nullable(),
  lastSignInAt: instant.nullable(),
  version: z.number(),
});
export type UserCard = z.output<typeof userCard>;

export const listUsers = contract({
  name: 'user.list',
  input: z.object({
    search: z.string().max(200).optional(),
    state: z.enum(['active', 'inactive', 'all']).default('active'),
    ...paging,
    limit: z.number().int().min(1).max(200).default(200),
  }),
  output: pageOf(userCard),
});

export const createUser = contract({
  name: 'user.create',
  input: z.object({
    name: lineOfText(),
    email: mailAddress,
    roleIds: z.array(idOf('role')).min(1, 'Choose at least one role.').max(20),
    reportsTo: idOf('user').nullish(),
  }),
  output: done,
});

export const updateUser = contract({
  name: 'user.update',
  input: z.object({
    id: idOf('user'),
    version: z.number().int().optional(),
    name: lineOfText().optional(),
    email: mailAddress.optional(),
    reportsTo: idOf('user').nullish(),
    zone: zone.optional(),
    roleIds: z.array(idOf('role')).min(1, 'Choose at least one role.').max(20).optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const deactivateUser = contract({
  name: 'user.deactivate',
  input: z.object({ id: idOf('user') }),
  output: done,
});
export const activateUser = contract({ name: 'user.activate', input: z.object({ id: idOf('user') }), output: done });

/** Sends the invitation again while no password is set, a link for a new password afterwards. */
export const inviteUser = contract({ name: 'user.invite', input: z.object({ id: idOf('user') }), output: done });

export const portalUserCard = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  contactId: z.uuid(),
  client: reference,
  role: z.string(),
  isActive: z.boolean(),
  hasPassword: z.boolean(),
  lastSignInAt: instant.nullable(),
});

export const listPortalUsers = contract({
  name: 'portal_user.list',
  input: z.object({ clientId: idOf('client').optional() }),
  output: z.object({ rows: z.array(portalUserCard) }),
});

export const invitePortalUser = contract({
  name: 'portal_user.invite',
  input: z.object({ contactId: idOf('contact'), role: portalRoleName.default('User') }),
  output: done,
});

export const setPortalRole = contract({
  name: 'portal_user.set_role',
  input: z.object({ id: idOf('portal user'), role: portalRoleName }),
  output: done,
});

export const revokePortalUser = contract({
  name: 'portal_user.revoke',
  input: z.object({ id: idOf('portal user') }),
  output: done,
});

const teamMember = z.object({ userId: idOf('user'), role: z.enum(['member', 'lead']).default('member') });

/** All on one page: a workspace has few. */
export const listTeams = contract({
  name: 'team.list',
  input: z.object({}),
  output: pageOf(
    reference.extend({
      manager: reference.nullable(),
      members: z.array(reference.extend({ role: z.enum(['member', 'lead']) })),
      version: z.number(),
    }),
  ),
});

export const createTeam = contract({
  name: 'team.create',
  input: z.object({
    name: lineOfText(),
    managerId: idOf('user').nullish(),
    members: z.array(teamMember).max(500).default([]),
  }),
  output: done,
});

export const updateTeam = contract({
  name: 'team.update',
  input: z.object({
    id: idOf('team'),
    version: z.number().int().optional(),
    name: lineOfText().optional(),
    managerId: idOf('user').nullish(),
    /** The whole list when given. */
    members: z.array(teamMember).max(500).optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const createApiKey = contract({
  name: 'api_key.create',
  input: z.object({
    name: lineOfText(100),
    expiresAt: instant.nullish(),
    /** Narrow the key to these, such as `tickets:read`; without them it may do what its owner may. */
    scopes: z.array(z.string().max(100)).min(1, 'Choose at least one scope, or none at all.').max(400).nullish(),
    /** Addresses and networks (CIDR) from which it may be used; none: from everywhere. */
    networks: z.array(z.string().trim().max(60)).max(50, 'At most 50 networks.').optional(),
  }),
  /** `key` is shown this once. */
  output: z.object({ id: z.uuid(), key: z.string() }),
});

export const listApiKeys = contract({
  name: 'api_key.list',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      reference.extend({
        prefix: z.string(),
        owner: reference,
        /** Null: whatever its owner may. */
        scopes: z.array(z.string()).nullable(),
        networks: z.array(z.string()),
        createdAt: instant,
        expiresAt: instant.nullable(),
        lastUsedAt: instant.nullable(),
      }),
    ),
  }),
});

/** The scopes that a key may be narrowed to: each resource of the API, for reading and for writing. */
export const listApiScopes = contract({
  name: 'api_key.scopes',
  input: z.object({}),
  output: z.object({ scopes: z.array(z.string()) }),
});

export const revokeApiKey = contract({
  name: 'api_key.revoke',
  input: z.object({ id: idOf('API key') }),
  output: done,
});

export * from './contract/second-factors';
export * from './contract/providers';
export * from './contract/audit';
export * from './contract/roles';
export * from './contract/view-as';
export * from './contract/sign-in-settings';
export * from './contract/policies';
export * from './contract/setting-changes';
