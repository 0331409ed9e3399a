import { newId } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import type { House } from '../unit';

/** A workspace that an operator took away; noted where no workspace is. */
export interface DeletedWorkspace {
  workspaceId: string;
  name: string;
  /** The operator’s login and machine. */
  deletedBy: string;
  rowCount: bigint;
  fileCount: bigint;
  /** Of the archive that was kept, in lower-case hex; null when none was wanted. */
  archiveSha256: string | null;
}

/** Notes in the installation’s own table and in the log that a workspace was taken away. */
export async function recordDeletion({ database, log }: House, gone: DeletedWorkspace): Promise<void> {
  const { workspaceId, name, deletedBy, rowCount, fileCount, archiveSha256 } = gone;
  log.warn({ ...gone, rowCount: String(rowCount), fileCount: String(fileCount) }, 'workspace deleted');
  await database.control(
    sql`insert into workspace_deletions (id, workspace_id, name, deleted_by, row_count, file_count, archive_sha256)
        values (${newId()}, ${workspaceId}, ${name}, ${deletedBy}, ${String(rowCount)}, ${String(fileCount)}, ${archiveSha256})`,
  );
}

/** The workspaces that were taken away, the latest first. */
export const listDeletions = ({
  database,
}: Pick<House, 'database'>): Promise<(DeletedWorkspace & { deletedAt: Date })[]> =>
  database.control(
    sql`select workspace_id, name, deleted_by, deleted_at, row_count, file_count, archive_sha256 from workspace_deletions
        order by deleted_at desc limit 100`,
  );
