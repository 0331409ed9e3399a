import { inUnit, sendEmail } from '@kelp/kernel';
import { AppError } from '@kelp/std';
import { secondFactorLockedEmail } from '../emails/second-factor-locked';
import { useFactor, type GivenFactor } from '../factors/use-factor';
import { languageOf } from '../language-of';
import { pagesFor } from '../links';
import { users, type Portal } from '../tables';
import { findAccounts, type Account } from './accounts';
import { countFactorAttempt } from './attempts';
import { tooLate } from './choice';
import { doorTime } from './door-time';
import type { IdentityDeps, Origin } from './deps';
import { doorCaller, openSession, type SignedIn } from './open-session';
import { readStep, spendChallenge, type Step } from './step-note';

export interface SecondStep extends Origin {
  readonly portal: Portal;
  /** The note that the first step gave. */
  readonly step: string;
  /** Of an app, or a recovery code. */
  readonly code?: string | undefined;
  /** The browser's answer to the passkey question. */
  readonly passkey?: Record<string, unknown> | undefined;
}

/** The one answer for a wrong, spent or foreign factor. */
export const wrongFactor = () =>
  new AppError('wrong_factor', 401, 'This code or passkey is not right, or was used already. Take the newest code.');

/**
 * Opens the session after the second factor. Five wrong ones within 15 minutes close this step for the account and tell its owner that
 * somebody knows the password. Throws wrong_factor, too_many or choice_expired.
 */
export async function passSecondStep(deps: IdentityDeps, request: SecondStep): Promise<SignedIn> {
  const step = readStep(deps.secret, request.step, await doorTime(deps));
  if (step.portal !== request.portal || (request.workspace && request.workspace !== step.tenantId)) throw tooLate();
  const accounts = await findAccounts(deps.house, step.portal, step.email, step.tenantId);
  const account = accounts.find((one) => one.userId === step.userId);
  if (!account) throw tooLate();
  const attempt = await countFactorAttempt(deps.counter, step.userId, request.remoteAddress);
  const given = await givenFactor(deps, request, step);
  const caller = doorCaller(account, step.portal, request);
  const method =
    given && (await inUnit(deps.house, caller, 'second_factor.pass', (ctx) => useFactor(ctx, step.userId, given)));
  if (!method) {
    deps.house.log.warn({ portal: step.portal, requestId: request.requestId }, 'a second factor was refused');
    if (attempt.isLast) await tellOwner(deps, account, request);
    throw wrongFactor();
  }
  await attempt.succeeded();
  return openSession(deps.house, account, step.portal, request, method);
}

async function givenFactor(deps: IdentityDeps, request: SecondStep, step: Step): Promise<GivenFactor | null> {
  if (request.code) return { code: request.code.slice(0, 50) };
  if (!request.passkey) return null;
  await spendChallenge(deps.counter, step.challenge);
  return { passkey: request.passkey, challenge: step.challenge };
}

async function tellOwner({ house }: IdentityDeps, account: Account, request: SecondStep): Promise<void> {
  await inUnit(house, doorCaller(account, request.portal, request), 'second_factor.locked', async (ctx) => {
    await sendEmail(ctx, secondFactorLockedEmail, {
      to: { address: account.email, name: account.name },
      locale: await languageOf(ctx, await ctx.db.get(users, account.userId)),
      props: {
        name: account.name,
        remoteAddress: request.remoteAddress,
        resetLink: (await pagesFor(ctx, request.portal)).forgot(request.portal),
      },
      isForClient: request.portal === 'client',
      dedupeKey: `second-factor-locked:${ctx.newId()}:${account.userId}`,
    });
  });
}
