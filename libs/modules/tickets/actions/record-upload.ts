import { defineAction, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid, refused, unauthenticated } from '@kelp/std';
import { storageKey } from '@kelp/platform/storage';
import { recordUpload } from '../contract';
import { uploads } from '../tables';
import { isSealed } from '../upload-seal';

/** What one person may have waiting for a message, of the last day: far more than anybody sends, far less than a disk holds. */
const maxWaiting = 1024 * 1024 * 1024;

/** The row of a file that was sent up. Its place follows from tenant and id, so that no caller can name somebody else's file. */
export const recordUploadAction = defineAction(recordUpload, {
  signedIn: true,
  run: async (ctx, { seal, ...given }) => {
    if (!ctx.actor.id) throw unauthenticated();
    if (!isSealed({ ...given, seal })) throw invalid('Send the file itself to /api/uploads.');
    const { id, size, ...file } = given;
    await assertRoom(ctx, ctx.actor.id, size);
    const place = storageKey(ctx.tenant, 'upload', id);
    await ctx.db.insert(uploads, { id, userId: ctx.actor.id, size: BigInt(size), storageKey: place, ...file });
    return { id };
  },
});

async function assertRoom(ctx: Ctx, userId: string, size: number): Promise<void> {
  const { waiting } = await ctx.db.one<{ waiting: bigint }>(
    sql`select coalesce(sum(size), 0)::bigint as waiting from uploads
        where tenant_id = ${ctx.tenant} and user_id = ${userId} and created_at > ${ctx.now()}::timestamptz - interval '1 day'`,
  );
  if (Number(waiting) + size > maxWaiting)
    throw refused(
      'upload.full',
      'Many of your files still wait for a message. Send it first, or share these files by a link.',
    );
}
