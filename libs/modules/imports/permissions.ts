import { definePermissions } from '@kelp/kernel';

export const importPermissions = definePermissions('import', {
  run: { label: 'Import clients, contacts and other records from files', roles: ['Manager'] },
  undo: { label: 'Take imports back', roles: ['Manager'] },
});
