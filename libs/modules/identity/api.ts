import { defineResource, type Resource } from '@kelp/kernel';
import { activateUserAction } from './actions/activate-user';
import { createTeamAction } from './actions/create-team';
import { createUserAction } from './actions/create-user';
import { deactivateUserAction } from './actions/deactivate-user';
import { invitePortalUserAction } from './actions/invite-portal-user';
import { inviteUserAction } from './actions/invite-user';
import { revokeApiKeyAction } from './actions/revoke-api-key';
import { revokePortalUserAction } from './actions/revoke-portal-user';
import { revokeSessionAction } from './actions/revoke-session';
import { setPortalRoleAction } from './actions/set-portal-role';
import { updateMeAction } from './actions/update-me';
import { updateTeamAction } from './actions/update-team';
import { updateUserAction } from './actions/update-user';
import { exportAuditQuery, getAuditSettingsQuery, listAuditQuery } from './audit/audit-queries';
import { explainPolicyQuery } from './policies/explain-policy';
import { comparePolicyQuery, getPolicyQuery, listPoliciesQuery, policyCatalogueQuery } from './policies/read-policies';
import { getMeQuery } from './queries/get-me';
import { listApiKeysQuery } from './queries/list-api-keys';
import { listApiScopesQuery } from './queries/list-api-scopes';
import { listPortalUsersQuery } from './queries/list-portal-users';
import { listRolesQuery } from './queries/list-roles';
import { listSettingChangesQuery } from './queries/list-setting-changes';
import { listSessionsQuery } from './queries/list-sessions';
import { listTeamsQuery } from './queries/list-teams';
import { listUsersQuery } from './queries/list-users';
import { permissionCatalogueQuery } from './queries/permission-catalogue';

/** What this room offers under /api/v1. */
export const identityResources: readonly Resource[] = [
  defineResource('users', {
    list: listUsersQuery,
    create: createUserAction,
    update: updateUserAction,
    verbs: { activate: activateUserAction, deactivate: deactivateUserAction, invite: inviteUserAction },
    parts: { sessions: listSessionsQuery },
  }),
  defineResource('audit-log', {
    list: listAuditQuery,
    reads: { export: exportAuditQuery, settings: getAuditSettingsQuery },
  }),
  defineResource('sessions', {
    remove: revokeSessionAction,
  }),
  defineResource('teams', {
    list: listTeamsQuery,
    create: createTeamAction,
    update: updateTeamAction,
  }),
  defineResource('roles', {
    list: listRolesQuery,
    reads: { permissions: permissionCatalogueQuery },
  }),
  defineResource('policies', {
    list: listPoliciesQuery,
    get: getPolicyQuery,
    reads: { catalogue: policyCatalogueQuery, why: explainPolicyQuery },
    parts: { compare: comparePolicyQuery },
  }),
  defineResource('settings', {
    reads: { changes: listSettingChangesQuery },
  }),
  defineResource('me', {
    list: getMeQuery,
    save: updateMeAction,
  }),
  defineResource('api-keys', {
    list: listApiKeysQuery,
    reads: { scopes: listApiScopesQuery },
    remove: revokeApiKeyAction,
  }),
  defineResource('portal-users', {
    list: listPortalUsersQuery,
    create: invitePortalUserAction,
    remove: revokePortalUserAction,
    verbs: { role: setPortalRoleAction },
  }),
];
