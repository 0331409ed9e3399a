import { definePermissions } from '@kelp/kernel';

export const webhookPermissions = [
  ...definePermissions('webhook', {
    read: { label: 'See webhooks and what was sent', roles: ['Auditor'] },
    create: { label: 'Add webhooks' },
    update: { label: 'Change, pause, test and repeat webhooks' },
    delete: { label: 'Delete webhooks' },
  }),
  ...definePermissions('inbound_webhook', {
    read: { label: 'See addresses for alerts and what came', roles: ['Auditor'] },
    create: { label: 'Add addresses for alerts' },
    update: { label: 'Change addresses for alerts, and take requests again' },
    delete: { label: 'Delete addresses for alerts' },
  }),
];
