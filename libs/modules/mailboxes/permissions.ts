import { definePermissions } from '@kelp/kernel';

export const mailboxPermissions = definePermissions('email_settings', {
  read: { label: 'See mailboxes and the mail that came in', roles: ['Manager', 'Auditor'] },
  update: { label: 'Change mailboxes', roles: ['Manager'] },
});
