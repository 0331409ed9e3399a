import { inReadUnit, type House } from '@kelp/kernel';
import { randomToken } from '@kelp/platform/crypto';
import { choiceLifeMs } from '../domain/session-life';
import { relyingParty } from '../factors/relying-party';
import { confirmedFactors } from '../factors/use-factor';
import { webauthn } from '../factors/webauthn';
import type { Portal } from '../tables';
import type { Account } from './accounts';
import { doorTime } from './door-time';
import type { IdentityDeps, Origin } from './deps';
import { doorCaller, openSession, type SignedIn } from './open-session';
import { writeStep } from './step-note';

/** The password was right; a second factor opens the session within five minutes. */
export interface FactorNeeded {
  readonly kind: 'second_factor';
  /** A signed note of the step so far. */
  readonly step: string;
  readonly methods: readonly ('totp' | 'passkey')[];
  /** What the browser's passkey function takes; null when the person has no passkey. */
  readonly passkey: object | null;
}

/** Opens the session of an account whose password (or provider) was right, or asks for the second factor when the person has one. */
export async function enterAccount(
  deps: IdentityDeps,
  account: Account,
  portal: Portal,
  origin: Origin,
): Promise<SignedIn | FactorNeeded> {
  const factors = await factorsOf(deps.house, account, portal, origin);
  if (factors.length === 0) return openSession(deps.house, account, portal, origin);
  const challenge = randomToken();
  // passkeys are made for the public address; browsers give them to no other domain
  const usable = origin.workspace ? factors.filter((factor) => factor.kind !== 'passkey') : factors;
  const passkeys = usable.filter((factor) => factor.kind === 'passkey');
  const { tenantId, userId, email } = account;
  const until = (await doorTime(deps)).getTime() + choiceLifeMs;
  return {
    kind: 'second_factor',
    step: writeStep(deps.secret, { portal, tenantId, userId, email, challenge, until }),
    methods: [...new Set(usable.map((factor) => factor.kind))],
    passkey: passkeys.length > 0 ? await passkeyOptions(challenge, passkeys) : null,
  };
}

const factorsOf = (house: House, account: Account, portal: Portal, origin: Origin) =>
  inReadUnit(house, doorCaller(account, portal, origin), (ctx) => confirmedFactors(ctx, account.userId));

/** The question that the browser puts to its passkeys. Without a list any passkey of this site may answer, and must know its person. */
export async function passkeyOptions(
  challenge: string,
  passkeys: readonly { credentialId: string | null; transports: string[] }[],
): Promise<object> {
  const { generateAuthenticationOptions } = await webauthn();
  return generateAuthenticationOptions({
    rpID: relyingParty().id,
    challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
    userVerification: passkeys.length > 0 ? 'preferred' : 'required',
    allowCredentials: passkeys.map(({ credentialId, transports }) => ({
      id: credentialId ?? '',
      transports: transports as never,
    })),
  });
}
