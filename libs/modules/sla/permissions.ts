import { definePermissions } from '@kelp/kernel';

const readers = ['Manager', 'Dispatcher', 'Technician', 'Project Manager', 'Finance', 'Auditor'];

export const slaPermissions = [
  ...definePermissions('sla_policy', {
    read: { label: 'See SLA policies', roles: readers },
    create: { label: 'Create SLA policies' },
    update: { label: 'Change and assign SLA policies', roles: ['Manager'] },
    delete: { label: 'Delete SLA policies' },
  }),
  ...definePermissions('business_hours', {
    read: { label: 'See business calendars', roles: readers },
    create: { label: 'Create business calendars' },
    update: { label: 'Change business calendars', roles: ['Manager'] },
    delete: { label: 'Delete business calendars' },
  }),
  ...definePermissions('sla_report', {
    read: { label: 'See SLA compliance', roles: ['Manager', 'Dispatcher', 'Finance', 'Auditor'] },
  }),
];
