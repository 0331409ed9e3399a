import { definePermissions } from '@kelp/kernel';

/** Held by no shipped role but Owner and Admin; making and fetching asks for an Owner beside it. */
export const archivePermissions = definePermissions('workspace_archive', {
  read: { label: 'See archives of the workspace' },
  make: { label: 'Take the whole workspace away as an archive' },
});
