import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { deleteArchive } from '../contract';
import { closeArchives } from '../jobs/expire-archives';
import { ownerOf } from '../owner-of';
import { workspaceArchives } from '../tables';

export const deleteArchiveAction = defineAction(deleteArchive, {
  permission: 'workspace_archive.make',
  isAboutAll: true,
  run: async (ctx, { id }) => {
    await ownerOf(ctx);
    const { state } = await ctx.db.lock(workspaceArchives, id);
    if (state === 'waiting' || state === 'making')
      throw refused('archive.busy', 'This archive is being made. Delete it when it is ready.');
    await closeArchives(ctx, [id]);
    return { id };
  },
});
