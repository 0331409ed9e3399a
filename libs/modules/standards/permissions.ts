import { definePermissions } from '@kelp/kernel';

/** Beside it the right to change the list itself is needed. */
export const standardPermissions = definePermissions('standard_type', {
  import: { label: 'Import standard types into lists of the settings, and take that back', roles: ['Manager'] },
});
