import { defineAction } from '@kelp/kernel';
import { unauthenticated } from '@kelp/std';
import { storageKey } from '@kelp/platform/storage';
import { recordUpload } from '../contract';
import { uploads } from '../tables';

/** The row of a file that was sent up. Its place follows from tenant and id, so that no caller can name somebody else's file. */
export const recordUploadAction = defineAction(recordUpload, {
  signedIn: true,
  run: async (ctx, { id, size, ...file }) => {
    if (!ctx.actor.id) throw unauthenticated();
    const place = storageKey(ctx.tenant, 'upload', id);
    await ctx.db.insert(uploads, { id, userId: ctx.actor.id, size: BigInt(size), storageKey: place, ...file });
    return { id };
  },
});
