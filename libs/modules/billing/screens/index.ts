export { BillingRunPage } from '../ui/billing-run-page';
export { BillingRunsPage } from '../ui/billing-runs-page';
export { InvoicePage } from '../ui/invoice-page';
export { InvoicesPage } from '../ui/invoices-page';
export { PreviewPage } from '../ui/preview-page';
export { ToBillPage } from '../ui/to-bill-page';
export { InvoiceSettingsPage } from '../ui/invoice-settings-page';
