import { openPassword, type Ctx, type ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { recordChange } from '@kelp/tenants';
import { stepOfCode } from '../domain/totp';
import { mfaFactors, users, type FactorMethod } from '../tables';
import { verifyPasskey } from './passkey';
import { takeRecoveryCode } from './recovery';
import { tellOfChange } from './tell-of-change';

/** A code as typed (of an app, or a recovery code), or a browser's answer to a passkey challenge. */
export type GivenFactor = { code: string } | { passkey: Record<string, unknown>; challenge: string };

/** The confirmed factors of a person, oldest first. */
export const confirmedFactors = async (ctx: ReadCtx, userId: string): Promise<Row<typeof mfaFactors>[]> =>
  (await ctx.db.list(mfaFactors, { userId }, { orderBy: 'id' })).filter((factor) => factor.confirmedAt !== null);

/**
 * Takes a second factor of this person: which it was, or null when it is wrong. An app's code and a recovery code work once, also when
 * two requests bring the same at the same time.
 */
export async function useFactor(ctx: Ctx, userId: string, given: GivenFactor): Promise<FactorMethod | null> {
  if ('passkey' in given) return (await usePasskey(ctx, userId, given, false)) ? 'passkey' : null;
  const factors = await confirmedFactors(ctx, userId);
  if (factors.length === 0) return null;
  for (const factor of factors) if (factor.kind === 'totp' && (await useTotp(ctx, factor, given.code))) return 'totp';
  const left = await takeRecoveryCode(ctx, userId, given.code);
  if (left === null) return null;
  await recordChange(ctx, {
    action: 'second_factor.recovery',
    subject: 'users',
    subjectId: userId,
    before: null,
    after: { recoveryCodesLeft: left },
  });
  await tellOfChange(ctx, await ctx.db.get(users, userId), { kind: 'recovery', left });
  return 'recovery';
}

/** Whether this code of the app is right and new; its time step is spent by it. */
export async function useTotp(ctx: Ctx, factor: Row<typeof mfaFactors>, code: string): Promise<boolean> {
  const step = stepOfCode(openPassword(ctx.tenant, factor.secret ?? ''), code, ctx.now(), factor.lastStep);
  if (step === null) return false;
  const taken = await ctx.db.maybe(
    sql`update mfa_factors set last_step = ${step}, last_used_at = ${ctx.now()}
        where tenant_id = ${ctx.tenant} and id = ${factor.id} and last_step < ${step} returning id`,
  );
  return taken !== undefined;
}

/** Whether one of this person's passkeys answered the challenge. */
export async function usePasskey(
  ctx: Ctx,
  userId: string,
  given: { passkey: Record<string, unknown>; challenge: string },
  mustVerify: boolean,
): Promise<boolean> {
  const credentialId = String(given.passkey['id'] ?? '');
  const factor = await ctx.db.find(mfaFactors, { userId, kind: 'passkey', credentialId });
  if (!factor?.confirmedAt) return false;
  const count = await verifyPasskey(factor, given.passkey, given.challenge, mustVerify);
  if (count === null) return false;
  await ctx.db.rows(
    sql`update mfa_factors set sign_count = ${count}, last_used_at = ${ctx.now()}
        where tenant_id = ${ctx.tenant} and id = ${factor.id}`,
  );
  return true;
}
