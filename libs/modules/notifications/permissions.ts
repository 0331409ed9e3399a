import { definePermissions } from '@kelp/kernel';

export const emailTemplatePermissions = definePermissions('email_template', {
  read: { label: 'See e-mail templates', roles: ['Manager', 'Auditor'] },
  update: { label: 'Change e-mail templates', roles: ['Manager'] },
});
