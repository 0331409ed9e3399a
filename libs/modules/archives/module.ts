import { identityModule } from '@kelp/identity';
import { defineModule } from '@kelp/kernel';
import { notificationsModule } from '@kelp/notifications';
import { deleteArchiveAction } from './actions/delete-archive';
import { openArchiveAction } from './actions/open-archive';
import { requestArchiveAction } from './actions/request-archive';
import { archiveExpiry, archiveJobs } from './jobs/expire-archives';
import { makeArchive } from './jobs/make-archive';
import { archivePermissions } from './permissions';
import { archiveFileQuery } from './queries/archive-file';
import { listArchivesQuery } from './queries/list-archives';
import { workspaceArchives } from './tables';

export const archivesModule = defineModule('archives', {
  needs: [identityModule, notificationsModule],
  tables: [workspaceArchives],
  permissions: archivePermissions,
  actions: [requestArchiveAction, openArchiveAction, deleteArchiveAction],
  queries: [listArchivesQuery, archiveFileQuery],
  jobs: [makeArchive, ...archiveJobs],
  dueKinds: [archiveExpiry],
});
