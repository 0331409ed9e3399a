import { inUnit } from '@kelp/kernel';
import { plainAddress } from '../domain/address';
import { sendPasswordReset } from '../invite';
import { portalOf, readLink, useLink } from '../mail-links';
import { passwordLength } from '../settings';
import { setPassword } from '../set-password';
import { users, type Portal } from '../tables';
import { accountsAt } from './accounts';
import { clearAttempts, countBoth } from './attempts';
import { byToken } from './by-token';
import type { IdentityDeps, Origin } from './deps';
import { doorCaller } from './open-session';

const mailsPerHour = { limit: 5, seconds: 3600 };
const perAddress = { limit: 30, seconds: 3600 };

/** Longer than the work for a known address takes, so that the time of the answer tells nothing. */
const answerAfterMs = 250;

/**
 * Sends a link for a new password when the address has an account at this door; one mail for each workspace it has one in. Answers
 * alike, in words and in time, when it has none, and when more than five were asked for within the hour.
 */
export async function requestPasswordReset(
  deps: IdentityDeps,
  request: { portal: Portal; email: string } & Origin,
): Promise<void> {
  const pause = new Promise((resolve) => setTimeout(resolve, answerAfterMs));
  await Promise.all([sendLinks(deps, request), pause]);
}

async function sendLinks(
  { house, counter }: IdentityDeps,
  request: { portal: Portal; email: string } & Origin,
): Promise<void> {
  const { portal, remoteAddress } = request;
  const email = plainAddress(request.email);
  const [ofAccount, ofAddress] = await countBoth(
    counter,
    [`password-reset:account:${portal}:${email}`, mailsPerHour],
    [`password-reset:address:${remoteAddress}`, perAddress],
  );
  if (ofAccount.count > mailsPerHour.limit || ofAddress.count > perAddress.limit) return;
  for (const account of await accountsAt(house, request, email)) {
    await inUnit(house, doorCaller(account, portal, request), 'password_reset.request', async (ctx) => {
      await sendPasswordReset(ctx, await ctx.db.get(users, account.userId));
    });
  }
}

/** Whose link this is, for the page that asks for the new password. Throws link_expired. */
export function readPasswordLink(
  deps: IdentityDeps,
  token: string,
  origin: Origin,
): Promise<{ portal: Portal; email: string; isFirst: boolean; shortest: number }> {
  return byToken(deps.house, token, origin, 'password_reset.look', async (ctx) => {
    const user = await readLink(ctx, token, ['password_reset', 'invitation']);
    const shortest = await ctx.setting(passwordLength);
    return { portal: portalOf(user.type), email: user.email, isFirst: user.passwordHash === null, shortest };
  });
}

/**
 * Sets the password by a link out of a mail, which also proves the address. A weak password is refused and leaves the link usable.
 * Ends all sessions and opens an account that guesses had closed. Throws link_expired. Returns the door to sign in at.
 */
export async function setPasswordByLink(
  deps: IdentityDeps,
  request: { token: string; password: string } & Origin,
): Promise<{ portal: Portal; email: string }> {
  const { token, password } = request;
  const user = await byToken(deps.house, token, request, 'password_reset.set', async (ctx) => {
    const found = await useLink(ctx, token, ['password_reset', 'invitation']);
    await setPassword(ctx, found, password);
    if (!found.emailVerifiedAt) await ctx.db.update(users, found.id, { emailVerifiedAt: ctx.now() });
    return found;
  });
  const portal = portalOf(user.type);
  await clearAttempts(deps.counter, portal, user.email);
  return { portal, email: user.email };
}

/** Takes the link of a verification mail: the address is proven. Throws link_expired. */
export function verifyEmail(deps: IdentityDeps, request: { token: string } & Origin): Promise<{ portal: Portal }> {
  return byToken(deps.house, request.token, request, 'verify_email', async (ctx) => {
    const user = await useLink(ctx, request.token, ['verify_email']);
    await ctx.db.update(users, user.id, { emailVerifiedAt: ctx.now() });
    ctx.touch('user');
    return { portal: portalOf(user.type) };
  });
}
