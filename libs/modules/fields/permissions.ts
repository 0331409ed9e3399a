import { definePermissions } from '@kelp/kernel';

const desk = ['Manager', 'Dispatcher', 'Technician', 'Project Manager'];

/** Values are read and changed by the right to read and change their record; these are about the fields themselves. */
export const fieldPermissions = definePermissions('custom_field', {
  read: { label: 'See which custom fields there are', roles: [...desk, 'Finance', 'Auditor'] },
  create: { label: 'Create custom fields' },
  update: { label: 'Change, order and retire custom fields' },
  delete: { label: 'Delete custom fields that were never used' },
});
