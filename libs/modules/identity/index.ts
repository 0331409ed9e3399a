export * from './contract';
export * from './events';
export { identityModule } from './module';
export {
  apiKeys,
  identityTokens,
  inboundRoutes,
  operators,
  roles,
  sessions,
  teamMembers,
  teams,
  userRoles,
  users,
} from './tables';
export type { Portal, UserType } from './tables';
export { checkPortalRoles, portalRole, repairPortalRoles } from './portal-roles';
export { createOwner, writeUser, type NewUser } from './write-user';
export { checkPassword, passwordFaults } from './domain/password-rules';
export { permissionsOfRoles, type HeldRole } from './domain/permissions-of-roles';
export { shippedRoles, type ShippedRole } from './domain/shipped-roles';
export { pageAddress, pagesFor } from './links';
export { afterSignIn } from './domain/after-sign-in';
export type { AttemptCounter, IdentityDeps, Origin } from './sign-in/deps';
export type { IdentityDoor } from './bridge';
export { createIdentityDoor } from './identity-door';
export { signIn, chooseWorkspace, type SignInRequest, type WorkspaceChoice } from './sign-in/sign-in';
export type { SignedIn } from './sign-in/open-session';
export { callerFromSession, signOut } from './sign-in/session';
export { actorOfUser } from './sign-in/actor-of-user';
export { getMeQuery } from './queries/get-me';
export { callerFromApiKey } from './sign-in/api-key';
export { identityDoors, type OpenDoor } from './doors';
export { completeSetup, makeSetupLink, setupState, type SetupDetails, type SetupState } from './set-up/set-up';
export { addOperator, createTenantWithOwner, isOperator, resetLinks } from './set-up/operators';
export { assertProved } from './factors/prove';
export { assertActsAsOwner } from './owners';
export { endAccess } from './end-access';
export { isManagedByCaller } from './is-managed-by-caller';
export { hiddenFrom } from './policies/hidden-from';
export { peopleManagedBy } from './people-managed-by';
export { setPassword } from './set-password';
export { writePortalUser } from './actions/invite-portal-user';
export { createUserAction } from './actions/create-user';
export { updateUserAction } from './actions/update-user';
export { deactivateUserAction } from './actions/deactivate-user';
export { invitePortalUserAction } from './actions/invite-portal-user';
export { createTeamAction } from './actions/create-team';
export { listUsersQuery } from './queries/list-users';
export { beginByProvider } from './providers/begin';
export { finishByProvider, type Arrival } from './providers/finish';
