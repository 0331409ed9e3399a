export { ClientPage, type ClientPageSlots } from '../ui/client-page';
export { ContactHint } from '../ui/contact-hint';
export { ContactPage, type ContactPageSlots } from '../ui/contact-page';
export { InteractionTypesPage } from '../ui/interaction-types-page';
export { TicketInteractions } from '../ui/ticket-interactions';
export { ContactsPage } from '../ui/contacts-page';
export { ClientsPage } from '../ui/clients-page';
export { useClientFilter } from '../ui/list-filters';
export { HealthStrip } from '../ui/health-strip';
