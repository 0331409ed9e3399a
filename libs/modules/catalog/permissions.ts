import { definePermissions } from '@kelp/kernel';

const everybody = ['Manager', 'Dispatcher', 'Technician', 'Project Manager', 'Finance', 'Auditor'];

export const catalogPermissions = [
  ...definePermissions('service', {
    read: { label: 'See services and their prices', roles: everybody },
    create: { label: 'Create services', roles: ['Finance'] },
    update: { label: 'Change services and prices', roles: ['Finance'] },
  }),
  ...definePermissions('tax', {
    read: { label: 'See tax rates', roles: ['Manager', 'Finance', 'Auditor'] },
    create: { label: 'Create tax categories', roles: ['Finance'] },
    update: { label: 'Set tax rates', roles: ['Finance'] },
  }),
];
