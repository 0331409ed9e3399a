import { defineQuery } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { archiveFile } from '../contract';
import { ownerOf } from '../owner-of';
import { workspaceArchives } from '../tables';

/** Lower-case letters and digits of a name, for the name of a file. */
const plain = (name: string) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'workspace';

/** The file, for the Owner who opened it within the last minutes. */
export const archiveFileQuery = defineQuery(archiveFile, {
  permission: 'workspace_archive.make',
  isAboutAll: true,
  run: async (ctx, { id }) => {
    const userId = await ownerOf(ctx);
    const archive = await ctx.db.get(workspaceArchives, id);
    const now = await ctx.time();
    const { state, storageKey, openedBy, openedUntil, createdAt, size } = archive;
    if (state !== 'ready' || !storageKey)
      throw refused(
        'archive.not_ready',
        'There is no file of this archive. Make a new one, or wait until it is ready.',
      );
    if (openedBy !== userId || !openedUntil || openedUntil <= now)
      throw refused('archive.closed', 'Open this archive from its page under Settings, which asks again who you are.');
    const { name } = await readTenant(ctx);
    const filename = `kelp-${plain(name)}-${createdAt.toISOString().slice(0, 10)}.zip`;
    return { filename, contentType: 'application/zip', size: Number(size), storageKey };
  },
});
