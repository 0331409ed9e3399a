import { definePermissions } from '@kelp/kernel';

const everybody = ['Manager', 'Dispatcher', 'Technician', 'Project Manager', 'Finance', 'Auditor'];

const desk = ['Manager', 'Dispatcher', 'Technician', 'Project Manager'];

export const clientPermissions = [
  ...definePermissions('client', {
    read: { label: 'See clients', roles: everybody },
    create: { label: 'Create clients', roles: ['Manager', 'Finance'] },
    update: { label: 'Change clients', roles: ['Manager', 'Finance'] },
    delete: { label: 'Delete clients that nothing depends on' },
    deactivate: { label: 'Deactivate clients' },
    merge: { label: 'Merge clients', roles: ['Manager'] },
    export: { label: 'Export clients', roles: ['Manager', 'Finance'] },
    serve_inactive: { label: 'Open tickets for inactive clients' },
  }),
  ...definePermissions('contact', {
    read: { label: 'See contacts', roles: everybody },
    create: { label: 'Create contacts', roles: ['Manager', 'Technician', 'Project Manager', 'Finance'] },
    update: { label: 'Change contacts', roles: ['Manager', 'Technician', 'Project Manager', 'Finance'] },
    delete: { label: 'Delete contacts that nothing depends on', roles: ['Manager'] },
    merge: { label: 'Merge contacts', roles: ['Manager'] },
    export: { label: 'Export contacts', roles: ['Manager', 'Finance'] },
  }),
  ...definePermissions('interaction', {
    read: { label: 'See calls, visits and other interactions', roles: everybody },
    create: { label: 'Log interactions', roles: desk },
    update: { label: 'Change interactions', roles: desk },
    delete: { label: 'Delete interactions', roles: ['Manager'] },
  }),
  ...definePermissions('interaction_type', {
    manage: { label: 'Change the types of interactions', roles: ['Manager'] },
  }),
];
