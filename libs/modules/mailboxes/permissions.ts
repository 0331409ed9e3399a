import { definePermissions } from '@kelp/kernel';

export const mailboxPermissions = [
  ...definePermissions('email_settings', {
    read: { label: 'See mailboxes, the mail that came in and the mail that went out', roles: ['Manager', 'Auditor'] },
    update: { label: 'Change mailboxes and mail servers', roles: ['Manager'] },
  }),
  ...definePermissions('held_mail', {
    read: { label: 'See mail that waits for review', roles: ['Manager', 'Dispatcher', 'Technician', 'Auditor'] },
    review: { label: 'Decide about mail that waits for review', roles: ['Manager', 'Dispatcher', 'Technician'] },
  }),
];
