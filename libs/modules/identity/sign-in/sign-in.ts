import { inUnit, sendEmail } from '@kelp/kernel';
import { hashPassword, randomToken, verifyPassword } from '@kelp/platform/crypto';
import { AppError } from '@kelp/std';
import { plainAddress } from '../domain/address';
import { choiceLifeMs } from '../domain/session-life';
import { signInLockedEmail } from '../emails/sign-in-locked';
import { languageOf } from '../language-of';
import { pagesFor } from '../links';
import { users, type Portal } from '../tables';
import { accountsAt, findAccounts, type Account } from './accounts';
import { countAttempt } from './attempts';
import { readChoice, writeChoice } from './choice';
import type { IdentityDeps, Origin } from './deps';
import { doorTime } from './door-time';
import { enterAccount, type FactorNeeded } from './enter-account';
import { doorCaller, type SignedIn } from './open-session';

export interface SignInRequest extends Origin {
  readonly portal: Portal;
  readonly email: string;
  readonly password: string;
}

/** The password fits in several workspaces: the person chooses one with `chooseWorkspace` within five minutes. */
export interface WorkspaceChoice {
  readonly kind: 'choose';
  readonly choice: string;
  readonly tenants: readonly { id: string; name: string }[];
}

/** The one answer for an unknown address, a wrong password, a deactivated person and the wrong door. */
const wrongSignIn = () => new AppError('wrong_sign_in', 401, 'The e-mail address or the password is not right.');

let decoy: Promise<string> | undefined;

/**
 * Signs a person in at one door. Returns a session, the workspaces to choose from when the address and password fit in several, or the
 * question for a second factor.
 * Throws wrong_sign_in (one sentence for every reason, and as slow for unknown addresses as for known ones) or too_many.
 */
export async function signIn(
  deps: IdentityDeps,
  request: SignInRequest,
): Promise<SignedIn | WorkspaceChoice | FactorNeeded> {
  const { house, counter, secret } = deps;
  const { portal } = request;
  const email = plainAddress(request.email);
  const attempt = await countAttempt(counter, portal, email, request.remoteAddress);
  const accounts = await accountsAt(house, request, email);
  const fitting = await thoseThatFit(accounts, request.password);
  const [only] = fitting;
  if (!only) {
    house.log.warn(
      { portal, requestId: request.requestId, remoteAddress: request.remoteAddress },
      'a sign-in was refused',
    );
    if (attempt.isLast) await tellOwners(deps, accounts, request);
    throw wrongSignIn();
  }
  await attempt.succeeded();
  if (fitting.length === 1) return enterAccount(deps, only, portal, request);
  const choice = writeChoice(secret, {
    portal,
    email,
    accounts: fitting.map(({ tenantId, userId }) => ({ tenantId, userId })),
    until: (await doorTime(deps)).getTime() + choiceLifeMs,
  });
  return {
    kind: 'choose',
    choice,
    tenants: fitting.map(({ tenantId, tenantName }) => ({ id: tenantId, name: tenantName })),
  };
}

/** Opens the session in the chosen workspace. Throws choice_expired for an old or forged choice, wrong_sign_in for a workspace not offered. */
export async function chooseWorkspace(
  deps: IdentityDeps,
  request: Origin & { portal: Portal; choice: string; tenantId: string },
): Promise<SignedIn | FactorNeeded> {
  const choice = readChoice(deps.secret, request.choice, await doorTime(deps));
  const offered = choice.accounts.find((account) => account.tenantId === request.tenantId);
  const isElsewhere = request.workspace !== undefined && request.workspace !== request.tenantId;
  if (!offered || choice.portal !== request.portal || isElsewhere) throw wrongSignIn();
  const accounts = await findAccounts(deps.house, choice.portal, choice.email, request.tenantId);
  const account = accounts.find((one) => one.userId === offered.userId);
  if (!account) throw wrongSignIn();
  return enterAccount(deps, account, choice.portal, request);
}

async function thoseThatFit(accounts: readonly Account[], password: string): Promise<Account[]> {
  decoy ??= hashPassword(randomToken());
  // An address without an account must cost as much time as one with an account.
  const stored = accounts.length > 0 ? accounts.map((account) => account.passwordHash) : [null];
  const fits: boolean[] = [];
  for (const hash of stored) {
    const isRight = await verifyPassword(hash ?? (await decoy), password);
    fits.push(isRight && hash !== null);
  }
  return accounts.filter((_, index) => fits[index]);
}

/** Tells those whose account was just closed, once for each time it closes. */
async function tellOwners(
  { house }: IdentityDeps,
  accounts: readonly Account[],
  request: SignInRequest,
): Promise<void> {
  const { portal, remoteAddress } = request;
  for (const account of accounts) {
    await inUnit(house, doorCaller(account, portal, request), 'session.locked', async (ctx) => {
      await sendEmail(ctx, signInLockedEmail, {
        to: { address: account.email, name: account.name },
        locale: await languageOf(ctx, await ctx.db.get(users, account.userId)),
        props: { name: account.name, remoteAddress, resetLink: (await pagesFor(ctx, portal)).forgot(portal) },
        isForClient: portal === 'client',
        dedupeKey: `sign-in-locked:${ctx.newId()}:${account.userId}`,
      });
    });
  }
}
