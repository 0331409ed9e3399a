import type { Ctx } from '@kelp/kernel';
import { randomToken, sha256 } from '@kelp/platform/crypto';
import { sql, type Row } from '@kelp/platform/db';
import { AppError } from '@kelp/std';
import { linkLifeMs } from './domain/session-life';
import { identityTokens, tokenRoutes, users, type Portal, type TokenPurpose, type UserType } from './tables';

export const portalOf = (type: UserType): Portal => (type === 'internal' ? 'msp' : 'client');

/** The one answer for a link that was used, replaced, has expired or never was. */
export const deadLink = () =>
  new AppError(
    'link_expired',
    410,
    'This link has expired, was used already, or was replaced by a newer one. Ask for a new one.',
  );

const lifeOf = (purpose: TokenPurpose, portal: Portal): number =>
  purpose === 'invitation' ? linkLifeMs.invitation[portal] : linkLifeMs[purpose];

/** An invitation and a link for a new password both set the password, so the newer voids the older of either kind. */
const sameKind = (purpose: TokenPurpose): TokenPurpose[] =>
  purpose === 'verify_email' ? ['verify_email'] : ['password_reset', 'invitation'];

/** A new single-use link secret for this person; older ones of the kind are void from now on. Stored only as a hash. */
export async function issueLink(ctx: Ctx, userId: string, purpose: TokenPurpose): Promise<string> {
  // The lock makes two requests at once take turns, so that only the later link lives.
  const user = await ctx.db.lock(users, userId);
  await voidLinks(ctx, userId, sameKind(purpose));
  const token = randomToken();
  const tokenHash = sha256(token);
  await ctx.db.insert(identityTokens, {
    userId,
    purpose,
    tokenHash,
    expiresAt: new Date(ctx.now().getTime() + lifeOf(purpose, portalOf(user.type))),
  });
  await ctx.db.insertMany(tokenRoutes, [{ tokenHash }]);
  return token;
}

/** Makes all open links of these purposes worthless. */
export async function voidLinks(ctx: Ctx, userId: string, purposes: readonly TokenPurpose[]): Promise<void> {
  const voided = await ctx.db.rows<{ tokenHash: string }>(
    sql`update identity_tokens set used_at = ${ctx.now()}, version = version + 1, updated_at = ${ctx.now()}
        where tenant_id = ${ctx.tenant} and user_id = ${userId} and purpose = any(${purposes}) and used_at is null
        returning token_hash`,
  );
  await dropRoutes(
    ctx,
    voided.map((row) => row.tokenHash),
  );
}

async function dropRoutes(ctx: Ctx, hashes: readonly string[]): Promise<void> {
  await ctx.db.rows(sql`delete from token_routes where tenant_id = ${ctx.tenant} and token_hash = any(${hashes})`);
}

/** The person whose open link this is, for looking only. Throws link_expired. */
export async function readLink(ctx: Ctx, token: string, purposes: readonly TokenPurpose[]): Promise<Row<typeof users>> {
  const link = await ctx.db.find(identityTokens, { tokenHash: sha256(token), usedAt: null });
  if (!link || !purposes.includes(link.purpose) || link.expiresAt <= ctx.now()) throw deadLink();
  const user = await ctx.db.get(users, link.userId);
  if (!user.isActive) throw deadLink();
  return user;
}

/** Uses a link up. Of two requests with one link one wins, the other gets link_expired. Returns the person. */
export async function useLink(ctx: Ctx, token: string, purposes: readonly TokenPurpose[]): Promise<Row<typeof users>> {
  const tokenHash = sha256(token);
  const used = await ctx.db.maybe<{ userId: string }>(
    sql`update identity_tokens set used_at = ${ctx.now()}, version = version + 1, updated_at = ${ctx.now()}
        where tenant_id = ${ctx.tenant} and token_hash = ${tokenHash} and purpose = any(${purposes}) and used_at is null
          and expires_at > ${ctx.now()}
        returning user_id`,
  );
  if (!used) throw deadLink();
  await dropRoutes(ctx, [tokenHash]);
  const user = await ctx.db.get(users, used.userId);
  if (!user.isActive) throw deadLink();
  return user;
}
