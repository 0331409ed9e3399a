import { assertProved } from '@kelp/identity';
import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { openArchive } from '../contract';
import { ownerOf } from '../owner-of';
import { workspaceArchives } from '../tables';

const openMs = 15 * 60_000;

/** The audit trail keeps who opened it. The file itself is a plain address, which works for this person and these minutes only. */
export const openArchiveAction = defineAction(openArchive, {
  permission: 'workspace_archive.make',
  isAboutAll: true,
  run: async (ctx, { id }) => {
    const userId = await ownerOf(ctx);
    await assertProved(ctx);
    const { state } = await ctx.db.lock(workspaceArchives, id);
    if (state !== 'ready')
      throw refused(
        'archive.not_ready',
        'There is no file of this archive. Make a new one, or wait until it is ready.',
      );
    const openedUntil = new Date(ctx.now().getTime() + openMs);
    await ctx.db.update(workspaceArchives, id, { openedBy: userId, openedUntil });
    return { id };
  },
});
