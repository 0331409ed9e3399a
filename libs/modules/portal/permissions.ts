import { definePermissions, type Actor, type ReadCtx } from '@kelp/kernel';

const ofClient = ({ clientId }: Actor): Record<string, string> | null => (clientId ? { clientId } : null);
const ofContact = ({ clientId, contactId }: Actor): Record<string, string> | null =>
  clientId && contactId ? { clientId, contactId } : null;

const side = 'client' as const;
const everybody = ['User', 'Finance'];

/** Admin holds all of them. Who sees the whole client has `read_client` beside `read_own`. */
export const portalPermissions = [
  ...definePermissions('portal_ticket', {
    read_own: { label: 'See own tickets', side, roles: everybody, rows: ofContact },
    read_client: { label: 'See all tickets of the company', side, rows: ofClient },
    create: { label: 'Ask for help', side, roles: everybody },
    comment: { label: 'Reply on tickets', side, roles: everybody },
    close: { label: 'Close tickets', side, roles: everybody },
    reopen: { label: 'Reopen tickets', side, roles: everybody },
  }),
  ...definePermissions('portal_billing', {
    read: { label: 'See invoices', side, roles: ['Finance'], rows: ofClient },
  }),
];

/** The permission by which this person reaches tickets: the company's, or only their own. Its row rule guards gets and lists alike. */
export const ticketReach = (ctx: Pick<ReadCtx, 'can'>): string =>
  ctx.can('portal_ticket.read_client') ? 'portal_ticket.read_client' : 'portal_ticket.read_own';
