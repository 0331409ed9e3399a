import { defineJob, z, type JobUnit } from '@kelp/kernel';
import { allAs, notify } from '@kelp/notifications';
import { sql } from '@kelp/platform/db';
import { storageKey } from '@kelp/platform/storage';
import { writeArchive, type WrittenArchive } from '../content/write-archive';
import { workspaceArchives } from '../tables';
import { archiveExpiry, keptDays } from './expire-archives';

const dayMs = 86_400_000;
const noteEachMs = 1_000;

/** Makes an archive from its beginning; a worker that died at it is followed by another, whose file takes the place of the half one. */
export const makeArchive = defineJob({
  name: 'archives.make',
  queue: 'imports',
  input: z.object({ archiveId: z.uuid() }),
  key: ({ archiveId }) => archiveId,
  attempts: 5,
  process: async (unit, { archiveId }) => {
    if (!(await begin(unit, archiveId))) return;
    const key = storageKey(unit.tenant, 'workspace-archive', archiveId);
    try {
      await finish(unit, archiveId, key, await writeArchive(unit, key, progressOf(unit, archiveId)));
    } catch (error) {
      if (unit.isLastAttempt) await giveUp(unit, archiveId, error);
      throw error;
    }
  },
});

/** False when it was made already. */
const begin = (unit: JobUnit, archiveId: string): Promise<boolean> =>
  unit.transaction(async (ctx) => {
    const { state } = await ctx.db.lock(workspaceArchives, archiveId);
    if (state === 'waiting') await ctx.db.update(workspaceArchives, archiveId, { state: 'making' });
    ctx.touch('workspace_archive');
    return state === 'waiting' || state === 'making';
  });

/** Notes how far it is, once a second at most: progress is no change that the audit trail keeps. */
function progressOf(unit: JobUnit, archiveId: string) {
  let notedAt = -Infinity;
  return async (done: number, total: number): Promise<void> => {
    if (performance.now() - notedAt < noteEachMs) return;
    notedAt = performance.now();
    await unit.transaction(async (ctx) => {
      await ctx.db.rows(
        sql`update workspace_archives set done = ${done}, total = ${total}, updated_at = ${ctx.now()}
            where tenant_id = ${ctx.tenant} and id = ${archiveId}`,
      );
      ctx.touch('workspace_archive');
    });
  };
}

const finish = (unit: JobUnit, archiveId: string, storageKey: string, written: WrittenArchive): Promise<void> =>
  unit.transaction(async (ctx) => {
    const { rowCount, fileCount, size, sha256, pieces } = written;
    const expiresAt = new Date(ctx.now().getTime() + keptDays * dayMs);
    const facts = { rowCount: BigInt(rowCount), fileCount: BigInt(fileCount), size: BigInt(size), sha256, storageKey };
    const made = { state: 'ready' as const, done: pieces, total: pieces, problem: null, expiresAt };
    const { userId } = await ctx.db.update(workspaceArchives, archiveId, { ...facts, ...made });
    await ctx.setDue(archiveExpiry.kind, archiveId, expiresAt);
    await notify(ctx, allAs('administrator', [userId]), {
      subtype: 'workspace.archive_ready',
      eventId: archiveId,
      title: (say) => say('workspace.archive_ready'),
      body: (say) => say('workspace.archive_ready.body', { days: keptDays }),
      link: '/msp/settings/archive',
    });
    ctx.touch('workspace_archive');
  });

const giveUp = (unit: JobUnit, archiveId: string, error: unknown): Promise<void> =>
  unit.transaction(async (ctx) => {
    const problem = error instanceof Error ? error.message.slice(0, 500) : 'The archive could not be made.';
    await ctx.db.update(workspaceArchives, archiveId, { state: 'failed', problem });
    ctx.touch('workspace_archive');
  });
