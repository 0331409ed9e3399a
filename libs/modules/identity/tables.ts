import type { FactorMethod } from './tables/second-factors';
import {
  bareTenantColumns,
  boolean,
  controlColumns,
  instant,
  tenantColumns,
  text,
  textList,
  uuid,
} from '@kelp/platform/db';

export type UserType = 'internal' | 'client';
export type Portal = 'msp' | 'client';

export const users = tenantColumns(
  'users',
  {
    type: text<UserType>(),
    email: text(),
    name: text(),
    passwordHash: text().orNull(),
    isActive: boolean().withDefault(),
    emailVerifiedAt: instant().orNull(),
    reportsTo: uuid().orNull(),
    zone: text().orNull(),
    locale: text().orNull(),
    clientId: uuid().orNull(),
    contactId: uuid().orNull(),
    lastSignInAt: instant().orNull(),
  },
  {
    secret: ['passwordHash'],
    conflicts: {
      users_email_type_unique: 'Somebody with this address is here already. Open that person, or use another address.',
      users_contact_id_unique: 'This contact already has access to the portal.',
      users_reports_to_fk: 'Choose another person to report to.',
    },
  },
);

export const roles = tenantColumns(
  'roles',
  {
    name: text(),
    msp: boolean().withDefault(),
    client: boolean().withDefault(),
    followsDefault: boolean().withDefault(),
    /** From then on who holds the role must have a second factor; null: nobody must. */
    secondFactorFrom: instant().orNull(),
  },
  { conflicts: { roles_name_msp_unique: 'There is already a role with this name.' } },
);

export const rolePermissions = bareTenantColumns('role_permissions', { roleId: uuid(), permission: text() });

export const userRoles = bareTenantColumns('user_roles', { userId: uuid(), roleId: uuid() });

export const teams = tenantColumns(
  'teams',
  { name: text(), managerId: uuid().orNull() },
  { conflicts: { teams_name_unique: 'There is already a team with this name.' } },
);

export const teamMembers = bareTenantColumns('team_members', {
  teamId: uuid(),
  userId: uuid(),
  role: text<'member' | 'lead'>().withDefault(),
});

export const sessions = tenantColumns(
  'sessions',
  {
    userId: uuid(),
    tokenHash: text(),
    portal: text<Portal>(),
    userAgent: text().withDefault(),
    remoteAddress: text().withDefault(),
    expiresAt: instant(),
    seenAt: instant(),
    revokedAt: instant().orNull(),
    /** When the person last proved who they are in this session; null in sessions from before that was kept. */
    provedAt: instant().orNull(),
    secondFactor: text<FactorMethod>().orNull(),
    /** The session looks at the product as this person or role. */
    viewedUserId: uuid().orNull(),
    viewedRoleId: uuid().orNull(),
  },
  { secret: ['tokenHash'] },
);

export type TokenPurpose = 'password_reset' | 'verify_email' | 'invitation';

export const identityTokens = tenantColumns(
  'identity_tokens',
  {
    userId: uuid(),
    purpose: text<TokenPurpose>(),
    tokenHash: text(),
    expiresAt: instant(),
    usedAt: instant().orNull(),
  },
  { secret: ['tokenHash'], noun: 'link' },
);

export const apiKeys = tenantColumns(
  'api_keys',
  {
    userId: uuid(),
    name: text(),
    prefix: text(),
    keyHash: text(),
    /** Null: whatever the owner may. */
    scopes: textList().orNull(),
    /** CIDR; none: from everywhere. */
    networks: textList().withDefault(),
    expiresAt: instant().orNull(),
    lastUsedAt: instant().orNull(),
    revokedAt: instant().orNull(),
  },
  { secret: ['keyHash'], noun: 'API key' },
);

/** The routing tables: by what a door is shown, it finds the tenant. Rows are written under their tenant, read by definer functions. */
export const signInRoutes = bareTenantColumns('sign_in_routes', {
  email: text(),
  portal: text<Portal>(),
  userId: uuid(),
});
export const tokenRoutes = bareTenantColumns('token_routes', { tokenHash: text() });
export const apiKeyRoutes = bareTenantColumns('api_key_routes', { keyHash: text() });
export const inboundRoutes = bareTenantColumns(
  'inbound_routes',
  { address: text(), mailboxId: uuid() },
  { conflicts: { inbound_routes_pkey: 'This address already receives mail here. Use another address.' } },
);

export const operators = controlColumns('operators', {
  tenantId: uuid(),
  userId: uuid(),
  addedAt: instant().withDefault(),
});

export const setupLinks = controlColumns('setup_links', {
  isOnly: boolean().withDefault(),
  tokenHash: text(),
  madeAt: instant().withDefault(),
  usedAt: instant().orNull(),
});

export * from './tables/second-factors';
export * from './tables/providers';
export * from './tables/policies';
