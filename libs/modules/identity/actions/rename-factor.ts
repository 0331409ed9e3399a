import { defineAction } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { renameFactor } from '../contract';
import { mfaFactors } from '../tables';
import { ownRow } from './update-me';

/** Another name for an own second factor. */
export const renameFactorAction = defineAction(renameFactor, {
  signedIn: true,
  run: async (ctx, { id, name }) => {
    const me = await ownRow(ctx);
    if ((await ctx.db.lock(mfaFactors, id)).userId !== me.id) throw notFound('second factor');
    await ctx.db.update(mfaFactors, id, { name });
    return { id };
  },
});
