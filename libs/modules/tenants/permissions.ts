import { definePermissions } from '@kelp/kernel';

export const tenantPermissions = [
  ...definePermissions('system_settings', {
    read: { label: 'See workspace settings', roles: ['Manager', 'Auditor'] },
    update: { label: 'Change workspace settings' },
  }),
  ...definePermissions('numbering', {
    read: { label: 'See how tickets and invoices are numbered', roles: ['Manager', 'Auditor'] },
    update: { label: 'Change prefix, length and next number of tickets and invoices' },
  }),
  ...definePermissions('branding', {
    read: { label: 'See the branding of the client portal', roles: ['Manager', 'Auditor'] },
    update: { label: 'Change colour and logo of the client portal' },
  }),
  ...definePermissions('portal_domain', {
    read: { label: 'See the own domain of the client portal', roles: ['Manager', 'Auditor'] },
    update: { label: 'Give the client portal a domain of its own' },
  }),
];
