export { ServicesPage } from '../ui/services-page';
export { TaxPage } from '../ui/tax-page';
