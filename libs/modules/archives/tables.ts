import { bigint, instant, integer, tenantColumns, text, uuid } from '@kelp/platform/db';
import type { ArchiveState } from './contract';

/** One copy of the whole workspace, from its asking to its going. */
export const workspaceArchives = tenantColumns(
  'workspace_archives',
  {
    /** Who asked for it. */
    userId: uuid(),
    state: text<ArchiveState>().withDefault(),
    /** Tables and files that are written, and that there are. */
    done: integer().withDefault(),
    total: integer().withDefault(),
    rowCount: bigint().orNull(),
    fileCount: bigint().orNull(),
    /** In bytes. */
    size: bigint().orNull(),
    sha256: text().orNull(),
    storageKey: text().orNull(),
    /** Why it could not be made. */
    problem: text().orNull(),
    expiresAt: instant().orNull(),
    /** Who may fetch it now, and until when. */
    openedBy: uuid().orNull(),
    openedUntil: instant().orNull(),
  },
  {
    noun: 'archive',
    conflicts: {
      workspace_archives_one_at_a_time: 'An archive of this workspace is being made already. Wait until it is done.',
    },
  },
);
