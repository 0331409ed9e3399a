import { defineModule } from '@kelp/kernel';
import { identityResources } from './api';
import { tenantsModule } from '@kelp/tenants';
import { activateUserAction } from './actions/activate-user';
import { changePasswordAction } from './actions/change-password';
import { createApiKeyAction } from './actions/create-api-key';
import { createRoleAction } from './actions/create-role';
import { createTeamAction } from './actions/create-team';
import { createUserAction } from './actions/create-user';
import { deactivateUserAction } from './actions/deactivate-user';
import { deleteRoleAction } from './actions/delete-role';
import { invitePortalUserAction } from './actions/invite-portal-user';
import { inviteUserAction } from './actions/invite-user';
import { revokeApiKeyAction } from './actions/revoke-api-key';
import { revokePortalUserAction } from './actions/revoke-portal-user';
import { revokeSessionAction } from './actions/revoke-session';
import { sendVerificationAction } from './actions/send-verification';
import { setPortalRoleAction } from './actions/set-portal-role';
import { updateMeAction } from './actions/update-me';
import { updateRoleAction } from './actions/update-role';
import { updateTeamAction } from './actions/update-team';
import { updateUserAction } from './actions/update-user';
import { startTotpAction } from './actions/start-totp';
import { confirmTotpAction } from './actions/confirm-totp';
import { startPasskeyAction } from './actions/start-passkey';
import { confirmPasskeyAction } from './actions/confirm-passkey';
import { renameFactorAction } from './actions/rename-factor';
import { removeFactorAction } from './actions/remove-factor';
import { newRecoveryCodesAction } from './actions/new-recovery-codes';
import { resetFactorsAction } from './actions/reset-factors';
import { requireFactorAction } from './actions/require-factor';
import { saveProviderAction } from './actions/save-provider';
import { removeProviderAction } from './actions/remove-provider';
import { disconnectIdentityAction } from './actions/disconnect-identity';
import { revokeSessionsAction } from './actions/revoke-sessions';
import { endViewAction, startViewAction } from './actions/view-as';
import { updateSignInSettingsAction } from './actions/update-sign-in-settings';
import { invitationEmail } from './emails/invitation';
import { passwordChangedEmail } from './emails/password-changed';
import { passwordResetEmail } from './emails/password-reset';
import { portalInvitationEmail } from './emails/portal-invitation';
import { newDeviceEmail } from './emails/new-device';
import { secondFactorLockedEmail } from './emails/second-factor-locked';
import { securityChangedEmail } from './emails/security-changed';
import { signInLockedEmail } from './emails/sign-in-locked';
import { verifyEmailEmail } from './emails/verify-email';
import { userCreated, userDeactivated, userPasswordChanged, userUpdated } from './events';
import { forgetNightly, forgetOldSessions } from './jobs/forget-old-sessions';
import { onTenantCreated } from './on-tenant-created';
import { exportAuditQuery, getAuditSettingsQuery, listAuditQuery } from './audit/audit-queries';
import { pruneAudit, pruneNightly, setAuditRetentionAction } from './audit/retention';
import { auditNarrowing } from './audit/narrowing';
import { assignPolicyAction, unassignPolicyAction } from './policies/assign-policies';
import { explainPolicyQuery } from './policies/explain-policy';
import {
  comparePolicyQuery,
  getPolicyQuery,
  listPoliciesQuery,
  policyCatalogueQuery,
  policyChoicesQuery,
} from './policies/read-policies';
import {
  archivePolicyAction,
  createPolicyAction,
  deletePolicyAction,
  publishPolicyAction,
  updatePolicyAction,
} from './policies/write-policies';
import { identityPermissions } from './permissions';
import { getMeQuery } from './queries/get-me';
import { listApiKeysQuery } from './queries/list-api-keys';
import { listApiScopesQuery } from './queries/list-api-scopes';
import { listPortalUsersQuery } from './queries/list-portal-users';
import { listRolesQuery } from './queries/list-roles';
import { listSessionsQuery } from './queries/list-sessions';
import { listTeamsQuery } from './queries/list-teams';
import { permissionCatalogueQuery } from './queries/permission-catalogue';
import { listUsersQuery } from './queries/list-users';
import { myFactorsQuery } from './queries/my-factors';
import { listProvidersQuery } from './queries/list-providers';
import { myIdentitiesQuery } from './queries/my-identities';
import { listSettingChangesQuery } from './queries/list-setting-changes';
import { getSignInSettingsQuery } from './queries/get-sign-in-settings';
import { auditRetention, passwordLength } from './settings';
import { firstColleague } from './first-colleague';
import * as tables from './tables';

export const identityModule = defineModule('identity', {
  needs: [tenantsModule],
  tables: Object.values(tables),
  permissions: identityPermissions,
  events: [userCreated, userUpdated, userDeactivated, userPasswordChanged],
  actions: [
    createUserAction,
    updateUserAction,
    deactivateUserAction,
    activateUserAction,
    inviteUserAction,
    invitePortalUserAction,
    setPortalRoleAction,
    revokePortalUserAction,
    createRoleAction,
    updateRoleAction,
    deleteRoleAction,
    createTeamAction,
    updateTeamAction,
    updateMeAction,
    changePasswordAction,
    sendVerificationAction,
    revokeSessionAction,
    createApiKeyAction,
    revokeApiKeyAction,
    startTotpAction,
    confirmTotpAction,
    startPasskeyAction,
    confirmPasskeyAction,
    renameFactorAction,
    removeFactorAction,
    newRecoveryCodesAction,
    resetFactorsAction,
    requireFactorAction,
    saveProviderAction,
    updateSignInSettingsAction,
    removeProviderAction,
    disconnectIdentityAction,
    revokeSessionsAction,
    startViewAction,
    setAuditRetentionAction,
    endViewAction,
    createPolicyAction,
    updatePolicyAction,
    publishPolicyAction,
    archivePolicyAction,
    deletePolicyAction,
    assignPolicyAction,
    unassignPolicyAction,
  ],
  fillings: [firstColleague],
  queries: [
    getMeQuery,
    listUsersQuery,
    listRolesQuery,
    permissionCatalogueQuery,
    listPortalUsersQuery,
    listTeamsQuery,
    listSessionsQuery,
    listApiKeysQuery,
    listApiScopesQuery,
    myFactorsQuery,
    getSignInSettingsQuery,
    listSettingChangesQuery,
    myIdentitiesQuery,
    listProvidersQuery,
    listAuditQuery,
    exportAuditQuery,
    getAuditSettingsQuery,
    listPoliciesQuery,
    getPolicyQuery,
    comparePolicyQuery,
    policyCatalogueQuery,
    policyChoicesQuery,
    explainPolicyQuery,
  ],
  settings: [passwordLength, auditRetention],
  jobs: [forgetOldSessions, pruneAudit],
  schedules: [forgetNightly, pruneNightly],
  emails: [
    signInLockedEmail,
    passwordResetEmail,
    passwordChangedEmail,
    invitationEmail,
    portalInvitationEmail,
    verifyEmailEmail,
    secondFactorLockedEmail,
    securityChangedEmail,
    newDeviceEmail,
  ],
  narrowings: [auditNarrowing],
  resources: identityResources,
  onTenantCreated,
});
