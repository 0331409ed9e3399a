import { defineAction } from '@kelp/kernel';
import { invalid, notFound } from '@kelp/std';
import { confirmTotp } from '../contract';
import { afterFactorAdded } from '../factors/add-factor';
import { assertProved } from '../factors/prove';
import { useTotp } from '../factors/use-factor';
import { mfaFactors } from '../tables';
import { ownRow } from './update-me';

/** The app's first code: from now on it is asked for at the door. */
export const confirmTotpAction = defineAction(confirmTotp, {
  signedIn: true,
  run: async (ctx, { id, code, name }) => {
    const me = await ownRow(ctx);
    await assertProved(ctx);
    const factor = await ctx.db.lock(mfaFactors, id);
    if (factor.userId !== me.id || factor.kind !== 'totp' || factor.confirmedAt) throw notFound('second factor');
    if (!(await useTotp(ctx, factor, code))) {
      const sentence = 'This code does not fit. Take the newest one, and check that the clock of your phone is right.';
      throw invalid(sentence, { code: sentence });
    }
    return afterFactorAdded(ctx, me, await ctx.db.update(mfaFactors, id, { name, confirmedAt: ctx.now() }));
  },
});
