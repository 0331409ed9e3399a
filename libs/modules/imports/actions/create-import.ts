import { defineAction } from '@kelp/kernel';
import { takeUploads } from '@kelp/tickets';
import { refused } from '@kelp/std';
import { createImport } from '../contract';
import { readImport } from '../jobs/read-import';
import { packs } from '../packs';
import { imports } from '../tables';
import { personOf, requireKind } from './lock-import';

/** Takes a file that this person sent up; it is read in the background. */
export const createImportAction = defineAction(createImport, {
  permission: 'import.run',
  run: async (ctx, { uploadId, kind, system, mode }) => {
    const userId = personOf(ctx);
    requireKind(ctx, kind, mode);
    const [file] = await takeUploads(ctx, [uploadId]);
    if (!file) throw refused('upload.gone', 'The file is no longer there. Choose it again.');
    const { filename, size, sha256, storageKey } = file;
    const { id } = await ctx.db.insert(imports, {
      ...{ id: ctx.newId(), userId, kind, system, mode, dateOrder: packs[system].dateOrder },
      ...{ fileName: filename, fileSize: BigInt(size), sha256, storageKey },
    });
    await ctx.enqueue(readImport, { importId: id });
    ctx.touch('import');
    return { id };
  },
});
