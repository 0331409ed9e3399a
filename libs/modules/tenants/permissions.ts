import { definePermissions } from '@kelp/kernel';

export const tenantPermissions = definePermissions('system_settings', {
  read: { label: 'See workspace settings', roles: ['Manager', 'Auditor'] },
  update: { label: 'Change workspace settings' },
});
