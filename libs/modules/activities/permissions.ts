import { definePermissions } from '@kelp/kernel';

const staff = ['Manager', 'Dispatcher', 'Technician', 'Project Manager', 'Finance', 'Auditor'];

export const activityPermissions = definePermissions('activity', {
  read: { label: 'Have a list of one’s own work', roles: staff },
  read_team: { label: 'See the lists of one’s people', roles: ['Manager', 'Project Manager', 'Dispatcher'] },
  read_all: { label: 'See everybody’s list', roles: ['Manager', 'Dispatcher'] },
});
