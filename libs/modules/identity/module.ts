import { defineModule } from '@kelp/kernel';
import { tenantsModule } from '@kelp/tenants';
import { signInLockedEmail } from './emails/sign-in-locked';
import { userCreated, userDeactivated, userUpdated } from './events';
import { onTenantCreated } from './on-tenant-created';
import { identityPermissions } from './permissions';
import { getMeQuery } from './queries/get-me';
import {
  apiKeyRoutes,
  apiKeys,
  identityTokens,
  inboundRoutes,
  operators,
  rolePermissions,
  roles,
  sessions,
  setupLinks,
  signInRoutes,
  teamMembers,
  teams,
  tokenRoutes,
  userRoles,
  users,
} from './tables';

export const identityModule = defineModule('identity', {
  needs: [tenantsModule],
  tables: [
    users,
    roles,
    rolePermissions,
    userRoles,
    teams,
    teamMembers,
    sessions,
    identityTokens,
    apiKeys,
    signInRoutes,
    tokenRoutes,
    apiKeyRoutes,
    inboundRoutes,
    operators,
    setupLinks,
  ],
  permissions: identityPermissions,
  events: [userCreated, userUpdated, userDeactivated],
  queries: [getMeQuery],
  emails: [signInLockedEmail],
  onTenantCreated,
});
