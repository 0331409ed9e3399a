import { billingModule } from '@kelp/billing';
import { defineModule } from '@kelp/kernel';
import { ticketsModule } from '@kelp/tickets';
import { timeModule } from '@kelp/time';
import { closePortalTicketAction } from './actions/close-portal-ticket';
import { createPortalTicketAction } from './actions/create-portal-ticket';
import { fillPortalTicketAction } from './actions/fill-portal-ticket';
import { reopenPortalTicketAction } from './actions/reopen-portal-ticket';
import { replyToPortalTicketAction } from './actions/reply-to-portal-ticket';
import { portalPermissions } from './permissions';
import { getPortalAttachmentQuery } from './queries/get-portal-attachment';
import { getPortalInvoicePdfQuery, getPortalInvoiceQuery } from './queries/get-portal-invoice';
import { getPortalTicketQuery } from './queries/get-portal-ticket';
import { listPortalInvoicesQuery } from './queries/list-portal-invoices';
import { listPortalTicketsQuery } from './queries/list-portal-tickets';
import { listSharedInteractionsQuery } from './queries/list-shared-interactions';
import { portalHomeQuery } from './queries/portal-home';
import { portalTicketFormQuery } from './queries/portal-ticket-form';
import { readersOfTicket } from './readers-of-ticket';

export const portalModule = defineModule('portal', {
  needs: [ticketsModule, timeModule, billingModule],
  permissions: portalPermissions,
  fillings: [readersOfTicket],
  actions: [
    createPortalTicketAction,
    fillPortalTicketAction,
    replyToPortalTicketAction,
    closePortalTicketAction,
    reopenPortalTicketAction,
  ],
  queries: [
    portalHomeQuery,
    listSharedInteractionsQuery,
    portalTicketFormQuery,
    listPortalTicketsQuery,
    getPortalTicketQuery,
    getPortalAttachmentQuery,
    listPortalInvoicesQuery,
    getPortalInvoiceQuery,
    getPortalInvoicePdfQuery,
  ],
});
