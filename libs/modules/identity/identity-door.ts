import type { IdentityDoor } from './bridge';
import type { IdentityDeps } from './sign-in/deps';
import { signInByPasskey } from './sign-in/passkey-door';
import { passSecondStep } from './sign-in/second-step';
import { callerFromSession, signOut } from './sign-in/session';
import { chooseWorkspace, signIn } from './sign-in/sign-in';

/** The server's side of the bridge to the sign-in library. */
export const createIdentityDoor = (deps: IdentityDeps): IdentityDoor => ({
  signIn: (request) => signIn(deps, request),
  chooseWorkspace: (request) => chooseWorkspace(deps, request),
  passSecondStep: (request) => passSecondStep(deps, request),
  signInByPasskey: (request) => signInByPasskey(deps, request),
  signOut: (token) => signOut(deps.house, token),
  isSignedIn: async (token) => (await callerFromSession(deps.house, token, { requestId: 'session-check' })) !== null,
});
