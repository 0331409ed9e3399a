export { ClientPage, type ClientPageSlots } from '../ui/client-page';
export { ClientsPage } from '../ui/clients-page';
