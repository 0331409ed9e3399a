import { inUnit } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';
import { randomToken } from '@kelp/platform/crypto';
import { challengeLifeMs } from '../factors/passkey';
import { personOfHandle } from '../factors/relying-party';
import { usePasskey } from '../factors/use-factor';
import type { Portal } from '../tables';
import { accountOf } from './accounts';
import { countAddress } from './attempts';
import { tooLate } from './choice';
import { doorTime } from './door-time';
import type { IdentityDeps, Origin } from './deps';
import { passkeyOptions } from './enter-account';
import { doorCaller, openSession, type SignedIn } from './open-session';
import { wrongFactor } from './second-step';
import { readNote, writeNote } from './signed-note';
import { spendChallenge } from './step-note';

const purpose = 'passkey at the door';
const note = z.object({ portal: z.enum(['msp', 'client']), challenge: z.string(), until: z.number() });

/** The question for a browser that signs in by a passkey alone, and the note that comes back with its answer. */
export async function askForPasskey(deps: IdentityDeps, portal: Portal): Promise<{ step: string; passkey: object }> {
  const challenge = randomToken();
  const until = (await doorTime(deps)).getTime() + challengeLifeMs;
  return {
    step: writeNote(deps.secret, purpose, { portal, challenge, until }),
    passkey: await passkeyOptions(challenge, []),
  };
}

/**
 * Signs in by a passkey that knows its person and has checked them (PIN, finger, face): no address, no password. Each question is
 * answered once. Throws wrong_factor for every reason, also for a deactivated person and the wrong door.
 */
export async function signInByPasskey(
  deps: IdentityDeps,
  request: Origin & { portal: Portal; step: string; passkey: Record<string, unknown> },
): Promise<SignedIn> {
  const attempt = await countAddress(deps.counter, request.remoteAddress);
  const asked = readNote(deps.secret, purpose, note, request.step, await doorTime(deps));
  if (!asked || asked.portal !== request.portal) throw tooLate();
  await spendChallenge(deps.counter, asked.challenge);
  const response = request.passkey['response'] as { userHandle?: unknown } | undefined;
  const person = personOfHandle(response?.userHandle);
  const account = person && (await accountOf(deps.house, request.portal, person.tenantId, person.userId));
  if (!account) throw wrongFactor();
  const given = { passkey: request.passkey, challenge: asked.challenge };
  const isRight = await inUnit(deps.house, doorCaller(account, request.portal, request), 'passkey.sign_in', (ctx) =>
    usePasskey(ctx, account.userId, given, true),
  );
  if (!isRight) throw wrongFactor();
  await attempt.succeeded();
  return openSession(deps.house, account, request.portal, request, 'passkey');
}
