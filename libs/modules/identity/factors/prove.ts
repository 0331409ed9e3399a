import { assertUnconfined, inUnit, type Caller, type Ctx, type ReadCtx } from '@kelp/kernel';
import { randomToken, verifyPassword } from '@kelp/platform/crypto';
import { sql } from '@kelp/platform/db';
import { AppError, refused, unauthenticated } from '@kelp/std';
import { countFactorAttempt } from '../sign-in/attempts';
import type { IdentityDeps, Origin } from '../sign-in/deps';
import { passkeyOptions } from '../sign-in/enter-account';
import { wrongFactor } from '../sign-in/second-step';
import { passkeyChallenges, sessions, users } from '../tables';
import { challengeLifeMs } from './passkey';
import { confirmedFactors, useFactor } from './use-factor';

/** How long after proving who one is sensitive acts go on without asking again. */
const proofLifeMs = 15 * 60_000;

/**
 * For acts that could give an account or a workspace away: the person proved who they are within the last 15 minutes, by signing in or by
 * confirming since. Throws proof_needed, which a screen answers by asking and doing the act again. A key proves nothing: it is refused, unless
 * `keysMay` do this by themselves.
 */
export async function assertProved(ctx: ReadCtx, { keysMay = false } = {}): Promise<void> {
  const { kind, sessionId } = ctx.actor;
  if (kind === 'api_key' && !keysMay)
    throw refused('proof.person', 'An API key may not do this. Sign in with a browser and do it there.');
  if (!sessionId) return;
  const { provedAt, createdAt } = await ctx.db.get(sessions, sessionId);
  if (ctx.now().getTime() - (provedAt ?? createdAt).getTime() <= proofLifeMs) return;
  throw new AppError('proof_needed', 403, 'Confirm that it is you, then this goes on.');
}

type Session = Caller & { actor: { id: string; sessionId: string } };

function sessionOf(caller: Caller | null): Session {
  if (!caller?.actor.sessionId || !caller.actor.id) throw unauthenticated();
  if (caller.actor.viewer) assertUnconfined(caller.actor, 'action', 'me.prove');
  return caller as Session;
}

export interface ProofQuestion {
  /** A person with a second factor proves it by that; the password is for those without. */
  readonly methods: readonly ('password' | 'totp' | 'passkey')[];
  readonly passkey: object | null;
}

/** By what a signed-in person may prove who they are, with a fresh question for their passkeys. */
export function askForProof(deps: IdentityDeps, caller: Caller | null): Promise<ProofQuestion> {
  const mine = sessionOf(caller);
  return inUnit(deps.house, mine, 'me.ask_proof', async (ctx) => {
    const factors = await confirmedFactors(ctx, mine.actor.id);
    if (factors.length === 0) return { methods: ['password'], passkey: null };
    const passkeys = factors.filter((factor) => factor.kind === 'passkey');
    const methods = [...new Set(factors.map((factor) => factor.kind))];
    if (passkeys.length === 0) return { methods, passkey: null };
    return { methods, passkey: await passkeyOptions(await openChallenge(ctx, mine.actor.id), passkeys) };
  });
}

/** A new challenge for this person; an earlier one that was not answered is void. */
export async function openChallenge(ctx: Ctx, userId: string): Promise<string> {
  const challenge = randomToken();
  await takeChallenge(ctx, userId);
  const expiresAt = new Date(ctx.now().getTime() + challengeLifeMs);
  await ctx.db.insertMany(passkeyChallenges, [{ userId, challenge, expiresAt }]);
  return challenge;
}

/** The open challenge of this person, which is spent by it; null when there is none or its time is over. */
export async function takeChallenge(ctx: Ctx, userId: string): Promise<string | null> {
  const taken = await ctx.db.maybe<{ challenge: string; expiresAt: Date }>(
    sql`delete from passkey_challenges where tenant_id = ${ctx.tenant} and user_id = ${userId} returning challenge, expires_at`,
  );
  return taken && taken.expiresAt > ctx.now() ? taken.challenge : null;
}

export interface GivenProof {
  readonly password?: string | undefined;
  readonly code?: string | undefined;
  readonly passkey?: Record<string, unknown> | undefined;
}

/** Proves who one is in this session. Guesses are counted like those at the door. Throws wrong_factor or too_many. */
export async function giveProof(
  deps: IdentityDeps,
  caller: Caller | null,
  proof: GivenProof,
  origin: Origin,
): Promise<void> {
  const mine = sessionOf(caller);
  const attempt = await countFactorAttempt(deps.counter, mine.actor.id, origin.remoteAddress);
  const isRight = await inUnit(deps.house, mine, 'me.prove', async (ctx) => {
    if (!(await fits(ctx, mine.actor.id, proof))) return false;
    await ctx.db.rows(
      sql`update sessions set proved_at = ${ctx.now()} where tenant_id = ${ctx.tenant} and id = ${mine.actor.sessionId}`,
    );
    return true;
  });
  if (!isRight) throw wrongFactor();
  await attempt.succeeded();
}

async function fits(ctx: Ctx, userId: string, { password, code, passkey }: GivenProof): Promise<boolean> {
  const hasFactor = (await confirmedFactors(ctx, userId)).length > 0;
  if (!hasFactor) {
    const { passwordHash } = await ctx.db.get(users, userId);
    return passwordHash !== null && (await verifyPassword(passwordHash, password ?? ''));
  }
  if (code) return (await useFactor(ctx, userId, { code })) !== null;
  const challenge = passkey && (await takeChallenge(ctx, userId));
  return Boolean(challenge && (await useFactor(ctx, userId, { passkey: passkey ?? {}, challenge })));
}
