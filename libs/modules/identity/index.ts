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
export { checkPortalRoles, portalRole } from './portal-roles';
export { createOwner, writeUser, type NewUser } from './write-user';
export { checkPassword, passwordFaults } from './domain/password-rules';
export { permissionsOfRoles, type HeldRole } from './domain/permissions-of-roles';
export { pageAddress } from './links';
export type { AttemptCounter, IdentityDeps, Origin } from './sign-in/deps';
export type { IdentityDoor } from './bridge';
export { createIdentityDoor } from './identity-door';
export { signIn, chooseWorkspace, type SignInRequest, type WorkspaceChoice } from './sign-in/sign-in';
export type { SignedIn } from './sign-in/open-session';
export { callerFromSession, signOut } from './sign-in/session';
export { getMeQuery } from './queries/get-me';
