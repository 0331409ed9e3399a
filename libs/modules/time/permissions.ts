import { definePermissions } from '@kelp/kernel';

const workers = ['Manager', 'Technician', 'Project Manager'];

export const timePermissions = [
  ...definePermissions('time_entry', {
    create: { label: 'Log own time', roles: workers },
    read: { label: 'See own time', roles: [...workers, 'Finance', 'Auditor'] },
    update: { label: 'Change own time', roles: workers },
    delete: { label: 'Delete own time', roles: workers },
    read_all: { label: 'See everybody’s time', roles: ['Manager', 'Finance', 'Auditor'] },
    update_all: { label: 'Correct how anybody’s time is billed', roles: ['Finance'] },
    delete_all: { label: 'Delete anybody’s time' },
  }),
  ...definePermissions('time_sheet', {
    read: { label: 'See own time sheets', roles: [...workers, 'Auditor'] },
    submit: { label: 'Submit own time for approval', roles: workers },
    read_team: { label: 'See the time of one’s people', roles: ['Manager', 'Project Manager'] },
    read_all: { label: 'See everybody’s time for approval', roles: ['Manager', 'Auditor'] },
    approve: { label: 'Approve time of one’s people, or ask for changes', roles: ['Manager', 'Project Manager'] },
    reverse: { label: 'Take an approval back', roles: ['Manager'] },
    act_for_others: { label: 'Log and change time for others' },
  }),
  ...definePermissions('time_period', {
    read: { label: 'See time periods', roles: ['Manager', 'Auditor'] },
    update: { label: 'Set how time is gathered into periods', roles: ['Manager'] },
    delete: { label: 'Delete periods without sheets', roles: ['Manager'] },
  }),
  ...definePermissions('work_schedule', {
    read: { label: 'See when people work', roles: ['Manager', 'Dispatcher', 'Project Manager', 'Auditor'] },
    update: { label: 'Set when people work', roles: ['Manager'] },
  }),
  ...definePermissions('time_settings', {
    read: { label: 'See time settings', roles: ['Manager', 'Auditor'] },
    update: { label: 'Change time settings' },
  }),
];
