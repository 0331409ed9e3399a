import { definePermissions } from '@kelp/kernel';

export const surveyPermissions = definePermissions('survey', {
  read: { label: 'See the templates and triggers of surveys', roles: ['Manager', 'Auditor'] },
  update: { label: 'Change the templates and triggers of surveys' },
  read_responses: { label: 'See what clients answered to surveys', roles: ['Manager', 'Auditor'] },
});
