import { assertActsAsOwner } from '@kelp/identity';
import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { isAppError } from '@kelp/std';
import { listArchives, type ArchiveCard } from '../contract';
import { keptDays } from '../jobs/expire-archives';

const shown = 20;

const isOwner = (ctx: ReadCtx): Promise<boolean> =>
  assertActsAsOwner(ctx).then(
    () => true,
    (error: unknown) => {
      if (isAppError(error)) return false;
      throw error;
    },
  );

/** The newest archives of the workspace. */
export const listArchivesQuery = defineQuery(listArchives, {
  permission: 'workspace_archive.read',
  isAboutAll: true,
  run: async (ctx) => {
    const rows = await ctx.db.rows<ArchiveCard>(
      sql`select a.id, a.state, u.name as by, a.created_at, a.done, a.total, a.row_count::float8 as row_count,
            a.file_count::float8 as file_count, a.size::float8 as size, a.sha256, a.problem, a.expires_at
          from workspace_archives a join users u on u.tenant_id = a.tenant_id and u.id = a.user_id
          where a.tenant_id = ${ctx.tenant} order by a.created_at desc, a.id desc limit ${shown}`,
    );
    return { rows, isOwner: await isOwner(ctx), keptDays, upTo: await ctx.upTo() };
  },
});
