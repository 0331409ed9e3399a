import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound, refused } from '@kelp/std';
import { removeFactor } from '../contract';
import { requiredFrom } from '../factors/factor-due-at';
import { assertProved } from '../factors/prove';
import { dropRecoveryCodes } from '../factors/recovery';
import { tellOfChange } from '../factors/tell-of-change';
import { confirmedFactors } from '../factors/use-factor';
import { mfaFactors } from '../tables';
import { ownRow } from './update-me';

/** Removes an own second factor; the last one stays while a role demands one. With the last the recovery codes go. */
export const removeFactorAction = defineAction(removeFactor, {
  signedIn: true,
  run: async (ctx, { id }) => {
    const me = await ownRow(ctx);
    await assertProved(ctx);
    const factor = await ctx.db.lock(mfaFactors, id);
    if (factor.userId !== me.id) throw notFound('second factor');
    await ctx.db.remove(mfaFactors, id);
    if (!factor.confirmedAt) return { id };
    if ((await confirmedFactors(ctx, me.id)).length === 0) {
      const { from } = await ctx.db.one<{ from: Date | null }>(
        sql`select ${requiredFrom} as from from users u where u.tenant_id = ${ctx.tenant} and u.id = ${me.id}`,
      );
      if (from)
        throw refused(
          'second_factor.last',
          'Your role asks for a second factor. Add another one before you remove this.',
        );
      await dropRecoveryCodes(ctx, me.id);
    }
    await tellOfChange(ctx, me, { kind: 'removed', factor: factor.name });
    ctx.touch('user');
    return { id };
  },
});
