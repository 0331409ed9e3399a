import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { mfaFactors, type users } from '../tables';
import { writeRecoveryCodes } from './recovery';
import { tellOfChange } from './tell-of-change';
import { confirmedFactors } from './use-factor';

const mostFactors = 20;

/** Throws when the person has as many factors as anybody may have. */
export async function assertRoomForFactor(ctx: Ctx, userId: string): Promise<void> {
  if ((await confirmedFactors(ctx, userId)).length >= mostFactors)
    throw refused('second_factor.many', `You have ${mostFactors} second factors. Remove one that you do not use.`);
}

/** Confirms a factor, tells the person, and gives recovery codes with the first one. Other sessions go on: nothing was taken from them. */
export async function afterFactorAdded(
  ctx: Ctx,
  user: Row<typeof users>,
  factor: Row<typeof mfaFactors>,
): Promise<{ id: string; recoveryCodes: string[] | null }> {
  await tellOfChange(ctx, user, { kind: 'added', factor: factor.name });
  ctx.touch('user');
  const left = await ctx.db.maybe(
    sql`select 1 from recovery_codes where tenant_id = ${ctx.tenant} and user_id = ${user.id} and used_at is null limit 1`,
  );
  return { id: factor.id, recoveryCodes: left ? null : await writeRecoveryCodes(ctx, user.id) };
}
