import { definePermissions, type Actor } from '@kelp/kernel';

const ofClient = ({ clientId }: Actor): Record<string, string> | null => (clientId ? { clientId } : null);
const ofContact = ({ clientId, contactId }: Actor): Record<string, string> | null =>
  clientId && contactId ? { clientId, contactId } : null;

const side = 'client' as const;
const everybody = ['User', 'Finance'];

/**
 * Admin holds all of them. Who sees the whole client has `read_client` beside `read_own`. Of tickets the visibility groups decide before the
 * role does (`visibility/sight.ts`), so the row rules here are the widest that a door may show.
 */
export const portalPermissions = [
  ...definePermissions('portal_ticket', {
    read_own: { label: 'See own tickets', side, roles: everybody, rows: ofContact },
    read_client: { label: 'See all tickets of the company', side, rows: ofClient },
    create: { label: 'Ask for help', side, roles: everybody },
    comment: { label: 'Reply on tickets', side, roles: everybody },
    close: { label: 'Close tickets', side, roles: everybody },
    reopen: { label: 'Reopen tickets', side, roles: everybody },
  }),
  ...definePermissions('portal_request', {
    create: { label: 'Ask for services of the catalogue', side, roles: everybody },
    read: { label: 'See own requests for services', side, roles: everybody },
    approve: { label: 'See all requests for services of the company, and approve them', side },
  }),
  ...definePermissions('portal_visibility', {
    manage: { label: 'Decide who sees which tickets of the company', side },
  }),
  ...definePermissions('portal_billing', {
    read: { label: 'See invoices', side, roles: ['Finance'], rows: ofClient },
    pay: { label: 'Pay invoices on line', side, roles: ['Finance'] },
  }),
  ...definePermissions('service_request_definition', {
    create: { label: 'Add forms to the service catalogue' },
    read: { label: 'See the forms of the service catalogue', roles: ['Manager', 'Auditor'] },
    update: { label: 'Change the forms of the service catalogue' },
    delete: { label: 'Delete forms that nobody asked by' },
    publish: { label: 'Publish and archive forms of the service catalogue' },
  }),
  ...definePermissions('service_request', {
    read: { label: 'See what clients asked for', roles: ['Manager', 'Dispatcher', 'Technician', 'Auditor'] },
    create: { label: 'Ask for a service in place of a client', roles: ['Manager', 'Dispatcher', 'Technician'] },
    decide: { label: 'Approve and refuse in place of a client’s Admin', roles: ['Manager'] },
  }),
];
