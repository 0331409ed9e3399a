import { definePermissions } from '@kelp/kernel';

export const webhookPermissions = definePermissions('webhook', {
  read: { label: 'See webhooks and what was sent', roles: ['Auditor'] },
  create: { label: 'Add webhooks' },
  update: { label: 'Change, pause, test and repeat webhooks' },
  delete: { label: 'Delete webhooks' },
});
