export * from './contract';
export * from './events';
export { billingModule } from './module';
export { askingKinds, asksForMoney } from './domain/document-kind';
export { importOpeningBalance, takeBackOpeningBalance } from './import-opening-balance';
export { finaliseInvoiceAction, finaliseInvoicesAction } from './actions/finalise-invoices';
export { recordPaymentAction } from './actions/record-payment';
export { paymentEventHandler } from './payment-event-handler';
export { lookAtCheckout } from './jobs/look-at-checkout';
export { providerFor, takesCurrency } from './providers/open-provider';
export { openStripeDouble, type StripeDouble } from './providers/stripe-double';
export { paymentAttemptParts, paymentAttempts, paymentProviders } from './tables/providers';
export { openAttempt } from './write/open-attempt';
export { sendInvoiceAction } from './actions/send-invoice';
export { startBillingRunAction } from './actions/start-billing-run';
export { voidInvoiceAction } from './actions/void-invoice';
export { findInvoices, type InvoiceFilter } from './queries/invoice-rows';
export { paymentState } from './domain/allocate-payment';
export { invoiceFile } from './queries/invoices';
export { eInvoiceFile } from './queries/e-invoices';
export { readInvoice } from './queries/read-invoice';
export {
  claims,
  invoiceLines,
  invoices,
  invoiceTaxes,
  invoiceTemplateAssignments,
  invoiceTemplates,
  paymentAllocations,
  payments,
} from './tables';
export { eInvoices } from './tables/e-invoices';
