import { definePermissions } from '@kelp/kernel';

/** Searching shows nothing by itself: each type asks for its own permission. */
export const searchPermissions = definePermissions('search', {
  use: {
    label: 'Search over everything they may see',
    roles: ['Manager', 'Dispatcher', 'Technician', 'Project Manager', 'Finance', 'Auditor'],
  },
});
