export { PortalHomePage } from '../ui/portal-home-page';
export { PortalInvoicePage } from '../ui/portal-invoice-page';
export { PortalInvoicesPage } from '../ui/portal-invoices-page';
export { PortalPaymentPage } from '../ui/portal-payment-page';
export { PortalTicketPage } from '../ui/portal-ticket-page';
export { PortalTicketsPage } from '../ui/portal-tickets-page';
export { PortalGroupsPage } from '../ui/groups/portal-groups-page';
export { VisibilitySection } from '../ui/groups/visibility-section';
