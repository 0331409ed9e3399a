import { definePermissions } from '@kelp/kernel';

const everybody = ['Manager', 'Dispatcher', 'Technician', 'Project Manager', 'Finance', 'Auditor'];

export const identityPermissions = [
  ...definePermissions('user', {
    read: { label: 'See people', roles: everybody },
    create: { label: 'Add people' },
    update: { label: 'Change people' },
    deactivate: { label: 'Deactivate people' },
    invite: { label: 'Send invitations' },
    reset_password: { label: 'Send links for a new password' },
    view_as: { label: 'Look at Kelp as another person or role' },
    reset_factors: { label: 'Take off second factors that somebody lost' },
  }),
  ...definePermissions('role', {
    read: { label: 'See roles', roles: ['Manager', 'Auditor'] },
    assign: { label: 'Give and take roles' },
    create: { label: 'Add roles' },
    update: { label: 'Change roles and what they allow' },
    delete: { label: 'Delete roles' },
  }),
  ...definePermissions('policy', {
    read: { label: 'See policy packs, and why somebody sees something', roles: ['Auditor'] },
    create: { label: 'Add policy packs' },
    update: { label: 'Change drafts of policy packs' },
    delete: { label: 'Delete policy packs' },
    publish: { label: 'Put policy packs in force and take them out' },
    assign: { label: 'Decide whom a policy pack narrows' },
  }),
  ...definePermissions('team', {
    read: { label: 'See teams', roles: everybody },
    create: { label: 'Add teams' },
    update: { label: 'Change teams and their members' },
  }),
  ...definePermissions('sign_in_settings', {
    read: { label: 'See how people sign in', roles: ['Auditor'] },
    update: { label: 'Change how people sign in' },
  }),
  ...definePermissions('audit_log', {
    read: { label: 'See who changed what', roles: ['Manager', 'Auditor'] },
    export: { label: 'Take the audit trail away as a file', roles: ['Auditor'] },
    set_retention: { label: 'Decide how long the audit trail is kept' },
  }),
  ...definePermissions('session', { revoke_all: { label: 'Sign other people out' } }),
  ...definePermissions('api_key', {
    manage_own: { label: 'Make and revoke own API keys' },
    manage_all: { label: 'See and revoke all API keys' },
  }),
  ...definePermissions('portal_access', {
    read: { label: 'See who may use the client portal', roles: everybody },
    invite: { label: 'Invite contacts to the client portal', roles: ['Manager'] },
    revoke: { label: 'End access to the client portal', roles: ['Manager'] },
    visibility: { label: 'Decide what portal users see of their company’s tickets', roles: ['Manager'] },
  }),
];
