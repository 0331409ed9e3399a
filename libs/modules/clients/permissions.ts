import { definePermissions } from '@kelp/kernel';

const everybody = ['Manager', 'Dispatcher', 'Technician', 'Project Manager', 'Finance', 'Auditor'];

export const clientPermissions = [
  ...definePermissions('client', {
    read: { label: 'See clients', roles: everybody },
    create: { label: 'Create clients', roles: ['Manager', 'Finance'] },
    update: { label: 'Change clients', roles: ['Manager', 'Finance'] },
    delete: { label: 'Delete clients that nothing depends on' },
    deactivate: { label: 'Deactivate clients' },
    serve_inactive: { label: 'Open tickets for inactive clients' },
  }),
  ...definePermissions('contact', {
    read: { label: 'See contacts', roles: everybody },
    create: { label: 'Create contacts', roles: ['Manager', 'Technician', 'Project Manager', 'Finance'] },
    update: { label: 'Change contacts', roles: ['Manager', 'Technician', 'Project Manager', 'Finance'] },
  }),
];
