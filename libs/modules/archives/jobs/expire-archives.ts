import { defineDueKind, defineJob, fileStorage, z, type Ctx } from '@kelp/kernel';
import { workspaceArchives } from '../tables';

/** How long an archive can be fetched. */
export const keptDays = 7;

/** Takes the bytes of archives away. Done twice it does nothing the second time. */
const dropArchiveBytes = defineJob({
  name: 'archives.drop_bytes',
  queue: 'default',
  input: z.object({ keys: z.array(z.string()) }),
  key: ({ keys }) => keys.join(),
  process: async (_unit, { keys }) => {
    for (const key of keys) await fileStorage().delete(key);
  },
});

/** Ends archives that nobody is making: their rows say so, and a job takes their files. */
export async function closeArchives(ctx: Ctx, ids: string[]): Promise<void> {
  const rows = await ctx.db.list(workspaceArchives, { id: ids, state: ['ready', 'failed'] });
  const keys = rows.flatMap(({ storageKey }) => storageKey ?? []).sort();
  if (keys.length > 0) await ctx.enqueue(dropArchiveBytes, { keys });
  const gone = { state: 'gone' as const, storageKey: null, openedBy: null, openedUntil: null };
  await ctx.db.updateAll(workspaceArchives, { id: rows.map(({ id }) => id) }, gone);
  ctx.touch('workspace_archive');
}

/** The end of the days that an archive is kept. */
export const archiveExpiry = defineDueKind('archives.expire', 'default', (ctx, items) =>
  closeArchives(
    ctx,
    items.map(({ key }) => key),
  ),
);

export const archiveJobs = [dropArchiveBytes];
