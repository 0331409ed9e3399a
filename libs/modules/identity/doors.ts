import type { Caller } from '@kelp/kernel';
import { lineOfText, z } from '@kelp/kernel/contract';
import { mailAddress, passwordText } from './contract';
import { askForProof, giveProof } from './factors/prove';
import { beginConnecting, checkProvider, offeredProviders } from './providers/offer';
import { completeSetup, setupState } from './set-up/set-up';
import type { IdentityDeps, Origin } from './sign-in/deps';
import { askForPasskey } from './sign-in/passkey-door';
import { readPasswordLink, requestPasswordReset, setPasswordByLink, verifyEmail } from './sign-in/password-reset';

/** One JSON endpoint that needs no session: POST /api/door/<name>. Input is parsed by the server with `input` before `run`. */
export interface OpenDoor<I extends z.ZodType = z.ZodType> {
  readonly input: I;
  readonly run: (deps: IdentityDeps, input: z.output<I>, request: DoorRequest) => Promise<object>;
}

/** Who stands at the door: `caller` when there is a session already. */
export interface DoorRequest extends Origin {
  readonly caller: Caller | null;
}

const openDoor = <I extends z.ZodType>(input: I, run: OpenDoor<I>['run']): OpenDoor => ({
  input,
  run: run as OpenDoor['run'],
});

const token = z.string().max(200);
const portal = z.enum(['msp', 'client']);

/** The doors of the sign-in pages. Signing in itself goes through the sign-in library, so that a session's token never reaches a script. */
export const identityDoors: Readonly<Record<string, OpenDoor>> = {
  'password-reset/request': openDoor(z.object({ portal, email: mailAddress }), async (deps, input, request) => {
    await requestPasswordReset(deps, { ...input, ...request });
    return {};
  }),
  'password-reset/look': openDoor(z.object({ token }), (deps, input, request) =>
    readPasswordLink(deps, input.token, request),
  ),
  'password-reset/set': openDoor(z.object({ token, password: passwordText }), (deps, input, request) =>
    setPasswordByLink(deps, { ...input, ...request }),
  ),
  'verify-email': openDoor(z.object({ token }), (deps, input, request) => verifyEmail(deps, { ...input, ...request })),
  'passkey/ask': openDoor(z.object({ portal }), (deps, input) => askForPasskey(deps, input.portal)),
  'provider/list': openDoor(z.object({ portal }), async (deps, input, { workspace }) => ({
    // providers send people back to the public address only
    rows: workspace ? [] : await offeredProviders(deps, input.portal),
  })),
  'provider/connect': openDoor(z.object({ providerId: z.uuid() }), (deps, input, request) =>
    beginConnecting(deps, request.caller, input.providerId),
  ),
  'provider/check': openDoor(
    z.object({ issuer: z.url().max(500), clientId: z.string().min(1).max(300) }),
    (deps, input, request) => checkProvider(deps, request.caller, input),
  ),
  'proof/ask': openDoor(z.object({}), (deps, _input, request) => askForProof(deps, request.caller)),
  'proof/give': openDoor(
    z.object({
      password: passwordText.optional(),
      code: z.string().max(50).optional(),
      passkey: z.record(z.string().max(100), z.unknown()).optional(),
    }),
    async (deps, input, request) => {
      await giveProof(deps, request.caller, input, request);
      return {};
    },
  ),
  'setup/look': openDoor(z.object({ token }), async ({ house }, input) => ({
    state: await setupState(house, input.token),
  })),
  setup: openDoor(
    z.object({
      token,
      workspaceName: lineOfText(),
      zone: z.string().min(1, 'Choose a time zone.').max(64),
      currency: z.string().regex(/^[A-Z]{3}$/, 'Give a three-letter currency code such as USD.'),
      name: lineOfText(),
      email: mailAddress,
      password: passwordText,
    }),
    ({ house }, { token: secret, ...details }) => completeSetup(house, secret, details),
  ),
};
