import { definePermissions } from '@kelp/kernel';

const desk = ['Manager', 'Dispatcher', 'Technician', 'Project Manager'];

export const ticketPermissions = [
  ...definePermissions('ticket', {
    read: { label: 'See tickets', roles: [...desk, 'Finance', 'Auditor'] },
    create: { label: 'Create tickets', roles: desk },
    update: { label: 'Change tickets', roles: desk },
    delete: { label: 'Delete tickets for good', roles: [] },
    assign: { label: 'Assign tickets', roles: ['Manager', 'Dispatcher'] },
    bundle: { label: 'Bundle tickets under a master', roles: desk },
    merge: { label: 'Merge tickets and undo it', roles: desk },
    bulk: { label: 'Change many tickets at once', roles: desk },
    export: { label: 'Export tickets', roles: ['Manager', 'Dispatcher'] },
    close: { label: 'Close and reopen tickets', roles: ['Manager', 'Technician', 'Project Manager', 'Dispatcher'] },
    close_override: { label: 'Close tickets against the close rules, with a reason', roles: ['Manager'] },
    move_board: { label: 'Move tickets to another board', roles: ['Manager', 'Dispatcher'] },
  }),
  ...definePermissions('ticket_settings', {
    read: { label: 'See boards, statuses, categories and rules', roles: ['Manager', 'Auditor'] },
    update: { label: 'Change boards, statuses, categories and rules', roles: ['Manager'] },
  }),
  ...definePermissions('saved_view', {
    share_team: { label: 'Share views of tickets with a team', roles: ['Manager', 'Dispatcher'] },
    share_all: { label: 'Share views of tickets with everybody', roles: ['Manager'] },
  }),
  ...definePermissions('ticket_comment', {
    create_public: { label: 'Reply to clients', roles: desk },
    create_internal: { label: 'Write internal notes', roles: desk },
    schedule: { label: 'Schedule replies', roles: desk },
    update_own: { label: 'Edit own comments', roles: desk },
    update_any: { label: 'Edit comments of colleagues', roles: ['Manager'] },
    delete_any: { label: 'Delete comments', roles: ['Manager'] },
  }),
];
