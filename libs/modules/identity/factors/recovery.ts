import { shortSignatures, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { makeRecoveryCodes, plainRecoveryCode } from '../domain/recovery-codes';
import { recoveryCodes } from '../tables';

/** Keyed with the installation's secret: a copy of the database alone gives nothing to guess at. */
const hashesOf = (ctx: Ctx, userId: string, plain: string) =>
  shortSignatures('recovery code', `${ctx.tenant}:${userId}:${plain}`);

/** Ten new codes; the former ones are void. They are told this once and kept only as hashes. */
export async function writeRecoveryCodes(ctx: Ctx, userId: string): Promise<string[]> {
  await dropRecoveryCodes(ctx, userId);
  const codes = makeRecoveryCodes();
  await ctx.db.insertMany(
    recoveryCodes,
    codes.map((code) => ({
      id: ctx.newId(),
      userId,
      codeHash: hashesOf(ctx, userId, plainRecoveryCode(code) ?? '')[0] ?? '',
    })),
  );
  return codes;
}

/** Voids all codes of a person. */
export async function dropRecoveryCodes(ctx: Ctx, userId: string): Promise<void> {
  await ctx.db.rows(sql`delete from recovery_codes where tenant_id = ${ctx.tenant} and user_id = ${userId}`);
}

/** Uses a code up. Of two at once one wins. Returns how many are left, or null when the code is wrong or was used. */
export async function takeRecoveryCode(ctx: Ctx, userId: string, typed: string): Promise<number | null> {
  const plain = plainRecoveryCode(typed);
  if (!plain) return null;
  const taken = await ctx.db.maybe(
    sql`update recovery_codes set used_at = ${ctx.now()}, version = version + 1, updated_at = ${ctx.now()}
        where tenant_id = ${ctx.tenant} and user_id = ${userId} and code_hash = any(${hashesOf(ctx, userId, plain)}) and used_at is null
        returning id`,
  );
  if (!taken) return null;
  const { left } = await ctx.db.one<{ left: number }>(
    sql`select count(*)::integer as left from recovery_codes where tenant_id = ${ctx.tenant} and user_id = ${userId} and used_at is null`,
  );
  return left;
}
