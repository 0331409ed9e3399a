import { definePermissions } from '@kelp/kernel';

export const emailTemplatePermissions = definePermissions('email_template', {
  read: { label: 'See e-mail templates', roles: ['Manager', 'Auditor'] },
  update: { label: 'Change e-mail templates', roles: ['Manager'] },
});

export const notificationPermissions = definePermissions('notification_settings', {
  read: { label: 'See what people are told of', roles: ['Manager', 'Auditor'] },
  update: { label: 'Change what people are told of' },
});
