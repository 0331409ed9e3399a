import type { FactorNeeded } from './sign-in/enter-account';
import type { SecondStep } from './sign-in/second-step';
import type { SignedIn } from './sign-in/open-session';
import type { SignInRequest, WorkspaceChoice } from './sign-in/sign-in';
import type { Origin } from './sign-in/deps';
import type { Portal } from './tables';

/**
 * What the sign-in library asks of the server. It runs in the web framework's own module graph, so it gets this object from the server
 * and imports nothing of it.
 */
export interface IdentityDoor {
  signIn(request: SignInRequest): Promise<SignedIn | WorkspaceChoice | FactorNeeded>;
  chooseWorkspace(
    request: Origin & { portal: Portal; choice: string; tenantId: string },
  ): Promise<SignedIn | FactorNeeded>;
  passSecondStep(request: SecondStep): Promise<SignedIn>;
  signInByPasskey(
    request: Origin & { portal: Portal; step: string; passkey: Record<string, unknown> },
  ): Promise<SignedIn>;
  signOut(token: string): Promise<void>;
  /** Whether the session of this token still holds. */
  isSignedIn(token: string): Promise<boolean>;
}
