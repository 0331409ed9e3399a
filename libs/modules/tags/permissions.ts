import { definePermissions } from '@kelp/kernel';

const desk = ['Manager', 'Dispatcher', 'Technician', 'Project Manager'];

/** Putting a tag that is there on a record needs the right to change that record, taking off one's own too. */
export const tagPermissions = definePermissions('tag', {
  read: { label: 'See tags', roles: [...desk, 'Finance', 'Auditor'] },
  create: { label: 'Create tags', roles: ['Manager', 'Dispatcher'] },
  update: { label: 'Rename and recolour tags', roles: ['Manager', 'Dispatcher'] },
  delete: { label: 'Delete tags, and take off those that others added', roles: ['Manager'] },
  merge: { label: 'Merge tags', roles: ['Manager'] },
});
